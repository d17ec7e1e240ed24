/** Series that may stand side by side, as one table with all that belongs to it. */
import { columnTitle, compareColumns, isRankable, type Column } from './column.ts';
import { columnValues, type ColumnValues } from './column-values.ts';
import { answerOf } from './answer.ts';
import { categoryFigures } from './categories.ts';
import { differencesBetween, differenceWords } from './comparable.ts';
import { distributionOf } from './distribution.ts';
import type { ReportSettings } from './make-report.ts';
import { comparePairs } from './pairs.ts';
import { rulersFor, type RulerOffer } from './published.ts';
import { byMean, rankingsOf } from './rankings.ts';
import type { FoldView, Series } from './record-fold.ts';
import type { ReportGroup, ReportRow } from './report.ts';
import { rowOf, type MeasuredSeries } from './report-row.ts';
import { rowTitles } from './row-titles.ts';

/** A row with what it was made of. */
interface OpenRow extends MeasuredSeries {
  row: ReportRow;
}

/** @param place of the group in its report, from 0 */
export function groupOf(
  members: readonly Series[],
  place: number,
  fold: FoldView,
  settings: ReportSettings,
): ReportGroup {
  const columns = columnsOf(members, fold, settings);
  const main = mainColumn(columns, settings.main);
  const open = openRows(members, columns, main, place, settings);
  const rows = ranked(open, main);
  const values = rows.map((row) => row.values[main] ?? null);
  const compared = rows.flatMap(({ row, values }) => {
    const column = values[main] ?? null;
    return column === null || column.counted.length === 0 ? [] : [{ id: row.id, values: column }];
  });
  const { facts } = members[0]!;
  const sha256 = facts.suite?.sha256 ?? null;
  const promptOf = (itemId: string) => fold.promptOf(sha256, itemId);
  const { pairs, moved } = comparePairs(compared, promptOf, settings.bootstrap);
  const suite = settings.suites.find((known) => known.sha256 === sha256);
  const column = columns[main]?.column ?? null;
  return {
    conditions: {
      suite: facts.suite,
      rule: facts.rule,
      repair: facts.repair,
      weights: facts.weights,
      limits: facts.limits,
      renderers: [...new Set(members.flatMap(({ trail }) => trail.renderers))].sort(),
    },
    columns: columns.map(({ column }) => ({ ...column, title: columnTitle(column) })),
    main: column?.key ?? null,
    answer: answerOf(
      rows.filter(({ row }) => compared.some(({ id }) => id === row.id)).map(({ row }) => row),
      pairs,
    ),
    rows: rows.map(({ row }) => row),
    categories:
      suite?.items === undefined ? [] : categoryFigures(rows, suite.items, settings.bootstrap),
    pairs,
    moved,
    rankings:
      column === null
        ? []
        : rankingsOf(
            rows.map(({ row, series }) => ({ id: row.id, series })),
            column,
            columns[main]!.index,
            settings.policy,
            settings.lookups,
          ),
    distribution: distributionOf(values),
    rulers: rulersOf(rows, columns, settings),
  };
}

interface PlacedColumn {
  column: Column;
  /** In `KeptSample.cells`. */
  index: number;
  /** Of every member; `null`: it was not measured by this. */
  values: ReadonlyMap<Series, ColumnValues | null>;
}

/** Those that any member was measured by. */
function columnsOf(
  members: readonly Series[],
  fold: FoldView,
  { policy, lookups }: ReportSettings,
): PlacedColumn[] {
  const valuesOf = (column: Column, index: number) =>
    new Map(
      members.map((series) => [series, columnValues(series, column, index, policy, lookups)]),
    );
  return fold
    .columns()
    .map((column, index) => ({ column, index }))
    .filter(({ index }) =>
      members.some(({ samples }) => samples.some(({ cells }) => cells[index] !== undefined)),
    )
    .map(({ column, index }) => ({ column, index, values: valuesOf(column, index) }))
    .filter((placed) =>
      isOfSome(placed, ({ counted, notCounted }) => counted.length + notCounted.length > 0),
    )
    .sort((a, b) => compareColumns(a.column, b.column));
}

/** The one that was asked for; else the first that ranks models and has a number. */
function mainColumn(columns: readonly PlacedColumn[], wanted: string | null): number {
  const at = columns.findIndex(({ column }) => column.key === wanted);
  if (at !== -1) return at;
  return columns.findIndex(
    (placed) => isRankable(placed.column) && isOfSome(placed, ({ counted }) => counted.length > 0),
  );
}

const isOfSome = ({ values }: PlacedColumn, is: (values: ColumnValues) => boolean): boolean =>
  [...values.values()].some((of) => of !== null && is(of));

function openRows(
  members: readonly Series[],
  columns: readonly PlacedColumn[],
  main: number,
  place: number,
  settings: ReportSettings,
): OpenRow[] {
  const titles = rowTitles(members.map(({ facts }) => facts));
  const named = members
    .map((series, at) => ({ series, title: titles[at]! }))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
  const first = named[0]!.series;
  const { policy, bootstrap, diversity } = settings;
  const question = { columns: columns.map(({ column }) => column), main, policy, bootstrap };
  return named.map(({ series, title }, mark) => {
    const values = columns.map((placed) => placed.values.get(series)!);
    const measured = { series, values };
    const row: ReportRow = {
      id: `${place + 1}.${mark + 1}`,
      title,
      mark,
      ...rowOf(measured, { ...question, ...(diversity === undefined ? {} : { diversity }) }),
      askedOtherwise: differencesBetween(series, first).map(differenceWords),
    };
    return { ...measured, row };
  });
}

/** Best first; rows without a figure last, by title. */
function ranked(rows: readonly OpenRow[], main: number): OpenRow[] {
  const meanOf = ({ row }: OpenRow) => row.figures[main]?.mean ?? null;
  const without = rows.filter((row) => meanOf(row) === null);
  const order = rows
    .flatMap((open) => {
      const mean = meanOf(open);
      return mean === null ? [] : [{ id: open.row.id, mean, open }];
    })
    .sort(byMean);
  return [...order.map(({ open }) => open), ...without];
}

function rulersOf(
  rows: readonly OpenRow[],
  columns: readonly PlacedColumn[],
  { policy, protocolName }: ReportSettings,
): RulerOffer[] {
  const perItem = new Map<string, number>();
  for (const { itemId } of rows[0]!.series.samples)
    perItem.set(itemId, (perItem.get(itemId) ?? 0) + 1);
  return rulersFor({
    series: rows.map(({ series }) => series),
    columns: columns.map(({ column }) => column),
    policy,
    items: Math.min(...rows.map(({ row }) => row.counts.items)),
    samplesAnItem: [...perItem.values()].reduce((most, count) => Math.max(most, count), 0),
    protocolName,
  });
}
