/** What was scored, over all items, by category and by number of samples. */
import { encoderTitle } from './column.ts';
import type { KCurve } from './k-samples.ts';
import { formatCount, formatScore, formatUsd } from '../format-number.ts';
import { isUnanimous, printFigure } from './print-figure.ts';
import type { ReportGroup, ReportRow } from './report.ts';
import { levelWords, type Table } from './table.ts';

export function scoreTable(group: ReportGroup, level: number): Table {
  const hasDiversity = group.rows.some(({ diversity }) => diversity !== null);
  const head = [
    'Model',
    ...group.columns.map(({ title }) => title),
    ...(hasDiversity ? ['Diversity'] : []),
    'Per 1,000',
    'Items',
    'Samples',
    'Unscored',
  ];
  const body = group.rows.map((row) => [
    row.title,
    ...row.figures.map((figure, at) => printFigure(group.columns[at]!, figure)),
    ...(hasDiversity ? [formatScore(row.diversity?.mean ?? null)] : []),
    formatUsd(row.usdPerThousand),
    formatCount(row.counts.items),
    formatCount(row.counts.samples),
    formatCount(row.counts.unscored),
  ]);
  const caption = `± is half of a ${levelWords(level)} bootstrap interval over items.${boundWords(group)} Each encoder has its own scale: columns are never averaged. Unscored samples are in no mean.${diversityWords(group)}`;
  return { title: 'Scores', caption, head, body };
}

function boundWords({ rows, columns }: ReportGroup): string {
  const isBound = ({ figures }: ReportRow) =>
    figures.some((figure, at) => figure?.interval && isUnanimous(columns[at]!, figure.mean));
  return rows.some(isBound)
    ? ' Where all items agree, “from” and “to” give an exact binomial bound.'
    : '';
}

function diversityWords({ rows }: ReportGroup): string {
  const measured = rows.flatMap(({ diversity }) => diversity ?? []);
  if (measured.length === 0) return '';
  const encoders = [...new Set(measured.flatMap(({ encoderIds }) => encoderIds))];
  return ` Diversity: 1 − mean cosine of the pairs of an item's drawn samples, by ${encoders.map(encoderTitle).join(' and ')}, over the items where it is above 0.`;
}

export function categoryTable(group: ReportGroup): Table | null {
  const at = group.columns.findIndex(({ key }) => key === group.main);
  if (group.categories.length === 0 || at === -1) return null;
  const body = group.categories.map(({ category, subcategory, items, figures }) => [
    subcategory === null ? (category ?? 'none') : `${category}, ${subcategory}`,
    ...figures.map((row) => printFigure(group.columns[at]!, row[at] ?? null)),
    formatCount(items),
  ]);
  const head = ['Category', ...group.rows.map(({ title }) => title), 'Items'];
  return { title: 'By category', caption: group.columns[at]!.title, head, body };
}

export function curveTable(
  group: ReportGroup,
  title: string,
  of: (row: ReportRow) => KCurve | null,
  print: (mean: number | null) => string = formatScore,
): Table | null {
  const curves = group.rows.flatMap((row) => {
    const curve = of(row);
    return curve === null ? [] : [{ title: row.title, curve }];
  });
  if (curves.length === 0) return null;
  const most = Math.max(...curves.map(({ curve }) => curve.points.length));
  const ks = Array.from({ length: most }, (_, at) => at);
  const body = curves.map(({ title: model, curve }) => [
    model,
    ...ks.map((at) => print(curve.points[at]?.mean ?? null)),
    formatCount(curve.items),
    formatCount(curve.itemsLeftOut),
  ]);
  const head = ['Model', ...ks.map((at) => `k = ${at + 1}`), 'Items', 'Left out'];
  return { title, caption: null, head, body };
}
