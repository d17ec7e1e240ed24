/** A group's figures as plots, each with its legend and what it shows in words. */
import { escapeMarkup } from './markup.ts';
import type { KCurve } from './k-samples.ts';
import { plotDistribution } from './plot-distribution.ts';
import { plotIntervals, type IntervalBand } from './plot-intervals.ts';
import { plotLines } from './plot-lines.ts';
import { markAt } from './plot-marks.ts';
import { plotPairs } from './plot-pairs.ts';
import { formatDifference } from '../format-number.ts';
import { printHalfWidth } from './print-figure.ts';
import type { Association } from './association.ts';
import type { ReportGroup, ReportRow } from './report.ts';

/** @param place of the group in its report, for names inside the page */
export function groupPlots(group: ReportGroup, place: number): string {
  const main = group.columns.find(({ key }) => key === group.main);
  if (main === undefined) return '';
  const legend = legendOf(group.rows);
  const about = main.title;
  const plots: [title: string, plot: string, hasLegend: boolean][] = [
    [`${about}: mean and interval`, plotIntervals(rowBands(group), `${about} by model`), false],
    ['By category', plotIntervals(categoryBands(group), `${about} by category`), true],
    [PAIRS, pairsPlot(group, place), false],
    [
      'Best of k samples',
      curves(group, ({ bestOfK }) => bestOfK, 'Expected best score by number of samples'),
      true,
    ],
    [
      'Valid at least once in k samples',
      curves(group, ({ passAtK }) => passAtK, 'Chance of a valid program by number of samples'),
      true,
    ],
    ['How scores are spread', distributionPlot(group, about), false],
    ['Score against length', against(group, 'length', 'characters'), true],
    ['Score against answer tokens', against(group, 'tokens', 'tokens'), true],
    ['Score against cost', against(group, 'cost', 'US dollars a sample'), true],
  ];
  return plots
    .filter(([, plot]) => plot !== '')
    .map(
      ([title, plot, hasLegend]) =>
        `<section${title === PAIRS ? ' class="wide"' : ''}><h3>${escapeMarkup(title)}</h3>${hasLegend ? legend : ''}${plot}</section>`,
    )
    .join('\n');
}

/** Has its words beside it, and would be too small to read in half a page. */
const PAIRS = 'Paired differences';

const legendOf = (rows: readonly ReportRow[]): string =>
  `<ul class="legend">${inMarkOrder(rows)
    .map(
      ({ mark, title }) =>
        `<li><svg viewBox="0 0 12 12" aria-hidden="true">${markAt(mark, 6, 6)}</svg>${escapeMarkup(title)}</li>`,
    )
    .join('')}</ul>`;

const inMarkOrder = (rows: readonly ReportRow[]): ReportRow[] =>
  [...rows].sort((a, b) => a.mark - b.mark);

function rowBands({ rows, columns, main }: ReportGroup): IntervalBand[] {
  const at = columns.findIndex(({ key }) => key === main);
  return rows.flatMap(({ title, mark, figures }) => {
    const figure = figures[at];
    if (figure?.mean == null) return [];
    const marks = [{ mark, mean: figure.mean, interval: figure.interval }];
    return [{ title, isPart: false, marks }];
  });
}

function categoryBands({ rows, columns, main, categories }: ReportGroup): IntervalBand[] {
  const at = columns.findIndex(({ key }) => key === main);
  return categories.map(({ category, subcategory, figures }) => ({
    title: subcategory ?? category ?? 'none',
    isPart: subcategory !== null,
    marks: figures.flatMap((row, place) => {
      const figure = row[at];
      return figure?.mean == null
        ? []
        : [{ mark: rows[place]!.mark, mean: figure.mean, interval: figure.interval }];
    }),
  }));
}

function pairsPlot({ pairs, rows, columns, main }: ReportGroup, place: number): string {
  const column = columns.find(({ key }) => key === main)!;
  const rowOf = (id: string) => rows.find((row) => row.id === id)!;
  const plotted = pairs.flatMap(({ a, b, difference, interval, verdict }) =>
    difference === null
      ? []
      : [
          {
            a: rowOf(a),
            b: rowOf(b),
            difference,
            interval,
            isSettled: verdict !== 'too-few',
            words:
              `${formatDifference(difference)} ${printHalfWidth({ ...column, metric: 'text-image' }, interval)}`.trimEnd(),
          },
        ],
  );
  return plotPairs(plotted, `Paired differences of ${column.title}`, `hatch-${place}`);
}

const curves = (
  { rows }: ReportGroup,
  of: (row: ReportRow) => KCurve | null,
  label: string,
): string =>
  plotLines(
    inMarkOrder(rows).flatMap((row) => {
      const points = of(row)?.points.map(({ k, mean, interval }) => ({ x: k, y: mean, interval }));
      return points === undefined ? [] : [{ mark: row.mark, points }];
    }),
    { title: 'samples', whole: true },
    label,
  );

const against = ({ rows }: ReportGroup, what: keyof ReportRow['against'], unit: string): string =>
  plotLines(
    inMarkOrder(rows).flatMap(({ mark, against: all }) => {
      const found: Association | null = all[what];
      if (found === null) return [];
      return [
        { mark, points: found.bins.map(({ x, score }) => ({ x, y: score, interval: null })) },
      ];
    }),
    { title: unit },
    `Mean score of tenths of the drawn samples against ${unit}`,
  );

function distributionPlot({ rows, distribution }: ReportGroup, about: string): string {
  if (distribution === null) return '';
  const histograms = rows.map(({ mark, title }, at) => ({
    mark,
    title,
    counts: distribution.counts[at]!,
  }));
  return plotDistribution(histograms, distribution.edges, `Spread of ${about}`);
}
