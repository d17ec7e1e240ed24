/** A report's tables on a terminal: the cells of the Markdown and HTML reports, in columns of spaces. */
import { movedTable, pairTable, rankingTable } from '../core/report/pair-tables.ts';
import type { Report, ReportGroup } from '../core/report/report.ts';
import { withheldWords } from '../core/report/ruler-tables.ts';
import { endingTable } from '../core/report/sample-tables.ts';
import { categoryTable, scoreTable } from '../core/report/score-tables.ts';
import type { Table } from '../core/report/table.ts';

type TablesOf = (group: ReportGroup, level: number) => readonly (Table | null)[];

/** What answers "which model, and is it sure": all else is in the files. */
export const shortTables: TablesOf = (group, level) => [
  scoreTable(group, level),
  endingTable(group),
  categoryTable(group),
  pairTable(group, level),
  rankingTable(group),
];

export const comparisonTables: TablesOf = (group, level) => [
  scoreTable(group, level),
  pairTable(group, level),
  movedTable(group),
  rankingTable(group),
];

export function reportToTerminal(report: Report, tablesOf: TablesOf): string {
  const { title, groups, apart, notes, bootstrap } = report;
  const parts = [title];
  for (const [at, group] of groups.entries()) {
    if (groups.length > 1) parts.push(`Table ${at + 1} of ${groups.length}`);
    if (group.answer !== null) parts.push(group.answer);
    const { lettered, legend } = withLetters(group);
    if (legend !== null) parts.push(legend);
    for (const table of tablesOf(lettered, bootstrap.level))
      if (table !== null) parts.push(tableToTerminal(table));
    parts.push(...withheldWords(group));
  }
  for (const { a, b, differences } of apart)
    parts.push(`Tables ${a} and ${b} cannot be compared: ${differences.join('; ')}.`);
  return [...parts, ...notes].join('\n\n');
}

/** Several long names in one cell do not fit on a terminal: letters stand for them. */
function withLetters(group: ReportGroup): { lettered: ReportGroup; legend: string | null } {
  if (group.rows.length < 2) return { lettered: group, legend: null };
  const letterOf = (at: number) =>
    at < LETTERS.length ? LETTERS[at]! : `M${at - LETTERS.length + 1}`;
  const rows = group.rows.map((row, at) => ({ ...row, title: letterOf(at) }));
  const legend = group.rows.map(({ title }, at) => `${letterOf(at)}  ${title}`).join('\n');
  return { lettered: { ...group, rows }, legend };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A prompt may be long; the files have it whole. */
const WIDEST_CELL = 60;

export function tableToTerminal({ title, caption, head, body }: Table): string {
  const rows = [head, ...body].map((row) => row.map(cut));
  const widths = head.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  const isNumeric = head.map((_, at) => at > 0 && body.every((row) => NUMERIC.test(row[at]!)));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => (isNumeric[at] ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!)))
      .join('  ')
      .trimEnd(),
  );
  return [title, ...lines, ...(caption === null ? [] : [caption])].join('\n');
}

const NUMERIC = /^[−–+±$%\d.,/ ]*(\((from|to) [\d.]+%\))?$|^price |^at least \$/;

const cut = (cell: string): string =>
  cell.length <= WIDEST_CELL ? cell : `${cell.slice(0, WIDEST_CELL - 1)}…`;
