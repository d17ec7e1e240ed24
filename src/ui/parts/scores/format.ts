/** Numbers as the page prints them: those of reports, and what only a page has. */
import { withMinus } from '../../../core/format-number.ts';

export {
  formatCount,
  formatDifference,
  formatDuration,
  formatScore,
  formatShare,
  NO_NUMBER,
} from '../../../core/format-number.ts';
export { formatBytes, formatBytesOf } from '../../../core/format-bytes.ts';

/** A tick of an axis: no leading zero and no more digits than the step needs, `.15`, `−.05`, `0`. */
export function formatTick(value: number, digits: number): string {
  return withMinus(value.toFixed(digits))
    .replace(/^(\u2212?)0\./, '$1.')
    .replace(/^\u2212?\.0*$/, '0');
}
