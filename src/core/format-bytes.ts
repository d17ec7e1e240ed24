/** Sizes of files and downloads as they are printed everywhere. */

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
