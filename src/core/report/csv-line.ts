/** Lines of CSV (RFC 4180), safe to open in a spreadsheet. */

export type CsvCell = string | number | boolean | null;

/** @returns one line with its end, CRLF; `null` is an empty field, numbers are as JSON writes them */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(fieldOf).join(',')}\r\n`;

function fieldOf(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Texts that a spreadsheet would run (cases.md, attacker B): an apostrophe before them makes them text,
 * as OWASP's "CSV Injection" has it. Numbers need none: a negative one stays a number.
 */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
