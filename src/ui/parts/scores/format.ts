/** Numbers as the page prints them: the same in every locale, a true minus, an en dash for none. */

const MINUS = '\u2212';
/** Stands where there is no number; `0` is a real zero. */
export const NO_NUMBER = '\u2013';
const THOUSANDS = /\B(?=(?:\d{3})+$)/g;

const signless = (text: string) => (/^-[0.]*$/.test(text) ? text.slice(1) : text);
const withMinus = (text: string) => signless(text).replace('-', MINUS);

/** A cosine, a mean, a reward: 3 digits after the point. `null`: an en dash. */
export function formatScore(value: number | null): string {
  if (value === null) return NO_NUMBER;
  return value === 0 ? '0' : withMinus(value.toFixed(3));
}

/** A difference of scores, always signed: `+0.018`, `−0.004`; `0` where nothing differs. */
export function formatDifference(value: number): string {
  const text = formatScore(Math.abs(value));
  if (Number(text) === 0) return '0';
  return (value < 0 ? MINUS : '+') + text;
}

/** A share 0..1 as percent with 1 digit: `71.4%`; `100%` and `0%` only where that is exact. */
export function formatShare(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}%`;
  return `${Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1)}%`;
}

/** A tick of an axis: no leading zero and no more digits than the step needs, `.15`, `−.05`, `0`. */
export function formatTick(value: number, digits: number): string {
  return withMinus(value.toFixed(digits))
    .replace(/^(\u2212?)0\./, '$1.')
    .replace(/^\u2212?\.0*$/, '0');
}

/** A whole number with commas between thousands: `1,693`. */
export function formatCount(count: number): string {
  return withMinus(String(Math.round(count))).replace(THOUSANDS, ',');
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB'] as const;

/** Bytes in powers of a thousand, as hubs and browsers print them. */
function scaleBytes(bytes: number): { amount: string; unit: string } {
  let power = 0;
  let rest = bytes;
  // 999.95 kB would be printed as 1000.0 kB.
  while (rest >= (power === 0 ? 1000 : 999.95) && power < BYTE_UNITS.length - 1) {
    rest /= 1000;
    power++;
  }
  return { amount: power === 0 ? String(rest) : rest.toFixed(1), unit: BYTE_UNITS[power]! };
}

/** `812 B`, `2.4 MB` */
export function formatBytes(bytes: number): string {
  const { amount, unit } = scaleBytes(bytes);
  return `${amount} ${unit}`;
}

/** Progress in the unit of the whole, so that the two can be compared: `61.4` of `99.8 MB`. */
export function formatBytesOf(
  doneBytes: number,
  totalBytes: number,
): { done: string; total: string } {
  const total = scaleBytes(totalBytes);
  const power = BYTE_UNITS.indexOf(total.unit as (typeof BYTE_UNITS)[number]);
  const done = power === 0 ? String(doneBytes) : (doneBytes / 1000 ** power).toFixed(1);
  return { done, total: `${total.amount} ${total.unit}` };
}

/** `7 ms`, `3.4 s`, `2 min 5 s`, `1 h 20 min` */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60)
    return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
