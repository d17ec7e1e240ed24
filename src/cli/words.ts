/** Counted things, estimates of time and tables, as people read them on a terminal. */
import { formatCount } from '../core/format-number.ts';

/** `1 line`, `2 lines` */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${formatCount(value)} ${value === 1 ? one : many}`;

/** An estimate, no finer than it can be: `45 s`, `12 min`, `3 h 20 min`, `2 d 4 h`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const [hours, minutesLeft] = [Math.floor(minutes / 60), minutes % 60];
  if (hours < 24) return minutesLeft === 0 ? `${hours} h` : `${hours} h ${minutesLeft} min`;
  const [days, hoursLeft] = [Math.floor(hours / 24), hours % 24];
  return hoursLeft === 0 ? `${days} d` : `${days} d ${hoursLeft} h`;
}

/** `3 min to 5 min left`; one number where both ends read the same. */
export function timeLeft({ lowMs, highMs }: { lowMs: number; highMs: number }): string {
  const [low, high] = [duration(lowMs), duration(highMs)];
  return low === high ? `about ${low} left` : `${low} to ${high} left`;
}

/** Columns of a table: the first to the left, numbers to the right. */
export function table(rows: readonly (readonly string[])[], rightFrom = 1): string {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => (at < rightFrom ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
