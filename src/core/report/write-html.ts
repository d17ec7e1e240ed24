/**
 * A report as one HTML file that needs nothing else: no script, no request, light and dark. All that
 * models and suites wrote is text, and the page's own policy forbids the rest.
 */
import { REPORT_STYLE } from './html-style.ts';
import { groupPlots } from './html-plots.ts';
import { escapeMarkup } from './markup.ts';
import { groupFacts, reportFacts, rowFacts, type Fact } from './repeat-words.ts';
import type { Report, ReportGroup } from './report.ts';
import { withheldWords } from './ruler-tables.ts';
import { wordColumns, type Table } from './table.ts';
import { groupTables } from './tables.ts';

/** Nothing loads and nothing runs; the style is the one in the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function reportToHtml(report: Report): string {
  const { title, notes, groups, apart, bootstrap } = report;
  const warnings = [
    ...notes,
    ...apart.map(
      ({ a, b, differences }) => `Tables ${a} and ${b} differ in ${differences.join('; ')}.`,
    ),
  ];
  const body = [
    `<h1>${escapeMarkup(title)}</h1>`,
    warnings.length === 0
      ? ''
      : `<ul class="notes">${warnings.map((note) => `<li>${escapeMarkup(note)}</li>`).join('')}</ul>`,
    ...groups.map((group, at) => groupHtml(group, at, groups.length, bootstrap.level)),
    '<h2>To repeat this</h2>',
    factList(reportFacts(report)),
    ...groups.map((group) =>
      [
        factList(groupFacts(group)),
        ...group.rows.map((row) => `<h3>${escapeMarkup(row.title)}</h3>${factList(rowFacts(row))}`),
      ].join('\n'),
    ),
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${REPORT_STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...body.filter((part) => part !== ''),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function groupHtml(group: ReportGroup, at: number, groups: number, level: number): string {
  const [scores, ...tables] = groupTables(group, level);
  return [
    groups > 1 ? `<h2>Table ${at + 1}</h2>` : '',
    group.answer === null ? '' : `<p class="answer">${escapeMarkup(group.answer)}</p>`,
    tableSection(scores!),
    `<div class="plots">${groupPlots(group, at)}</div>`,
    ...tables.map(tableSection),
    ...withheldWords(group).map((words) => `<p class="caption">${escapeMarkup(words)}</p>`),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** Cells longer than this wrap; numbers with their intervals do not. */
const LONG = 48;

function tableSection(table: Table): string {
  const { title, caption, head, body } = table;
  const words = wordColumns(table);
  const kind = (at: number, text: string) => {
    const names = [words[at] ? 'words' : '', text.length > LONG ? 'long' : ''].filter(Boolean);
    return names.length === 0 ? '' : ` class="${names.join(' ')}"`;
  };
  const heads = head.map(
    (cell, at) => `<th scope="col"${words[at] ? ' class="words"' : ''}>${escapeMarkup(cell)}</th>`,
  );
  const rows = body.map(([name, ...cells]) => {
    const rest = cells.map((cell, at) => `<td${kind(at + 1, cell)}>${escapeMarkup(cell)}</td>`);
    return `<tr><th scope="row">${escapeMarkup(name!)}</th>${rest.join('')}</tr>`;
  });
  return [
    `<section><h3>${escapeMarkup(title)}</h3>`,
    `<table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`,
    caption === null ? '' : `<p class="caption">${escapeMarkup(caption)}</p>`,
    '</section>',
  ].join('');
}

const factList = (facts: readonly Fact[]): string =>
  `<dl>${facts.map(([name, value]) => `<dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(value)}</dd>`).join('')}</dl>`;
