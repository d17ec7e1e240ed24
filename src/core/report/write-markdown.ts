/** A report as Markdown: GitHub's tables, readable as plain text. */
import { groupFacts, reportFacts, rowFacts, type Fact } from './repeat-words.ts';
import type { Report, ReportGroup } from './report.ts';
import { withheldWords } from './ruler-tables.ts';
import { scoreTable } from './score-tables.ts';
import { wordColumns, type Table } from './table.ts';
import { groupTables } from './tables.ts';

/** @returns text that ends in a line feed; what models and suites wrote cannot break out of its cell */
export function reportToMarkdown(report: Report): string {
  const { title, notes, groups, apart, bootstrap } = report;
  const parts = [
    `# ${escapeText(title)}`,
    ...notes.map((note) => `> ${escapeText(note)}`),
    ...apart.map(
      ({ a, b, differences }) =>
        `> Tables ${a} and ${b} differ in ${escapeText(differences.join('; '))}.`,
    ),
    ...groups.flatMap((group, at) => [
      ...(groups.length > 1 ? [`## Table ${at + 1}`] : []),
      ...groupParts(group, bootstrap.level),
    ]),
    '## To repeat this',
    factList(reportFacts(report)),
    ...groups.flatMap((group) => [
      factList(groupFacts(group)),
      ...group.rows.flatMap((row) => [`### ${escapeText(row.title)}`, factList(rowFacts(row))]),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The score table alone, as a terminal shows it after a run. */
export const scoresToMarkdown = ({ groups, bootstrap }: Report): string =>
  groups.map((group) => `${markdownTable(scoreTable(group, bootstrap.level))}\n`).join('\n');

const groupParts = (group: ReportGroup, level: number): string[] => [
  ...(group.answer === null ? [] : [escapeText(group.answer)]),
  ...groupTables(group, level).flatMap(sectionOf),
  ...withheldWords(group).map(escapeText),
];

const sectionOf = (table: Table): string[] => [
  `### ${escapeText(table.title)}`,
  markdownTable(table),
  ...(table.caption === null ? [] : [escapeText(table.caption)]),
];

/** Columns padded to one width, so that it reads as a table before it is rendered. */
function markdownTable(table: Table): string {
  const words = wordColumns(table);
  const cells = [table.head, ...table.body].map((row) => row.map(escapeCell));
  const widths = words.map((_, at) => Math.max(3, ...cells.map((row) => widthOf(row[at]!))));
  const lines = cells.map((row) =>
    lineOf(row.map((cell, at) => pad(cell, widths[at]!, !words[at]))),
  );
  const rule = widths.map((width, at) =>
    words[at] ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [lines[0]!, lineOf(rule), ...lines.slice(1)].join('\n');
}

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const widthOf = (text: string): number => [...text].length;

const pad = (text: string, width: number, right: boolean): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
};

const factList = (facts: readonly Fact[]): string =>
  facts.map(([name, value]) => `- ${name}: ${escapeText(value)}`).join('\n');

/** Line breaks would end the cell, and a pipe would begin another. */
const escapeCell = (text: string): string => escapeText(text).replaceAll('|', '\\|');

/** Marks lose their meaning, breaks and control characters become spaces. */
const escapeText = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\\`*_[\]<>#&~]/g, (mark) => `\\${mark}`);
