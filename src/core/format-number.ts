/**
 * Numbers as they are printed everywhere, in pages, reports and tables: the same in every locale, a true
 * minus, an en dash for none.
 */

const MINUS = '\u2212';
/** Stands where there is no number; `0` is a real zero. */
export const NO_NUMBER = '\u2013';
const THOUSANDS = /\B(?=(?:\d{3})+$)/g;

const signless = (text: string): string => (/^-[0.]*$/.test(text) ? text.slice(1) : text);
/** As `toFixed` and `String` write it, with a true minus, and none before a zero. */
export const withMinus = (text: string): string => signless(text).replace('-', MINUS);

/** A cosine, a mean, a reward: 3 digits after the point. `null`: an en dash. */
export function formatScore(value: number | null): string {
  if (value === null) return NO_NUMBER;
  return value === 0 ? '0' : withMinus(value.toFixed(3));
}

/** A difference of scores, always signed: `+0.018`, `−0.004`; `0` where nothing differs at 3 digits. */
export function formatDifference(value: number | null): string {
  if (value === null) return NO_NUMBER;
  const text = formatScore(Math.abs(value));
  if (Number(text) === 0) return '0';
  return (value < 0 ? MINUS : '+') + text;
}

/** A share 0..1 as percent with 1 digit: `71.4%`; `100%` and `0%` only where that is exact. */
export function formatShare(share: number | null): string {
  if (share === null) return NO_NUMBER;
  if (share === 0 || share === 1) return `${share * 100}%`;
  return `${Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1)}%`;
}

/** A whole number with commas between thousands: `1,693`. */
export const formatCount = (count: number): string =>
  withMinus(String(Math.round(count))).replace(THOUSANDS, ',');

/** `$1.92`, `$0.0004`; `price unknown` */
export function formatUsd(usd: number | null): string {
  if (usd === null) return 'price unknown';
  if (usd === 0) return '$0';
  // Less than a cent: one digit that says something.
  const digits = usd < 0.01 ? Math.min(9, Math.ceil(-Math.log10(usd))) : 2;
  return `$${usd.toFixed(digits)}`;
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
