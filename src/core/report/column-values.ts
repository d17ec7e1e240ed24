/** The numbers of one column of one series under a policy, by item, and what is not among them. */
import {
  bootstrapIntervals,
  pooledMean,
  unanimousInterval,
  type BootstrapOptions,
  type Interval,
  type ItemSums,
} from './bootstrap.ts';
import { isCosine, isValidity, type Column } from './column.ts';
import { countedAs, type Lookups, type ReportPolicy } from './policy.ts';
import type { Series } from './record-fold.ts';

export interface ColumnValues {
  column: Column;
  /** In code-unit order of the ids, samples in their order; only items with a value. */
  byItem: ReadonlyMap<string, readonly number[]>;
  /** Samples left out by the policy, or by the metric's own rule. */
  omitted: number;
  /** Samples whose number is missing, by reason; in code-unit order. */
  unscored: ReadonlyMap<string, number>;
}

/** A mean, and all that has to be said with it. */
export interface Figure {
  /** Over samples; `null` without one. */
  mean: number | null;
  /** Over items; `null` below two. */
  interval: Interval | null;
  samples: number;
  items: number;
  omitted: number;
  unscored: number;
}

/**
 * @param index of the column in `KeptSample.cells`
 * @returns `null` where the series was not measured by this column: no figure, not a zero
 */
export function columnValues(
  series: Series,
  column: Column,
  index: number,
  policy: ReportPolicy,
  lookups: Lookups = {},
): ColumnValues | null {
  if (!isMeasured(series, column, index)) return null;
  const byItem = new Map<string, number[]>();
  const unscored = new Map<string, number>();
  let omitted = 0;
  for (const sample of series.samples) {
    const counted = countedAs(sample, column, sample.cells[index], policy, lookups);
    if (counted.kind === 'omitted') omitted++;
    else if (counted.kind === 'unscored')
      unscored.set(counted.reason, (unscored.get(counted.reason) ?? 0) + 1);
    else if (counted.kind === 'value') {
      const values = byItem.get(sample.itemId);
      if (values === undefined) byItem.set(sample.itemId, [counted.value]);
      else values.push(counted.value);
    }
  }
  return { column, byItem, omitted, unscored: new Map([...unscored].sort(byName)) };
}

/**
 * Programs that were not drawn name no encoder: a series without a single drawing is measured by
 * every column, with nothing but invalid programs.
 */
function isMeasured({ samples }: Series, column: Column, index: number): boolean {
  if (samples.some(({ cells }) => cells[index] !== undefined)) return true;
  if (!isCosine(column)) return false;
  const answered = samples.filter(({ fate }) => fate !== 'unscored');
  return answered.length > 0 && answered.every(({ fate }) => fate === 'invalid');
}

/** Mean of each item's samples. */
export const itemMeans = ({ byItem }: ColumnValues): Map<string, number> =>
  new Map([...byItem].map(([itemId, values]) => [itemId, sumOf(values) / values.length]));

/**
 * Figures of several columns of one series, intervals from shared draws over the items of all.
 * @param items only these; `null`: all
 */
export function figuresOf(
  columns: readonly ColumnValues[],
  items: ReadonlySet<string> | null,
  options: BootstrapOptions,
): Figure[] {
  const ids = [...new Set(columns.flatMap(({ byItem }) => [...byItem.keys()]))]
    .filter((id) => items === null || items.has(id))
    .sort();
  const sums = columns.map((column) => sumsOf(column, ids));
  const intervals = bootstrapIntervals(sums, options);
  return columns.map((column, at) => figureOf(column, sums[at]!, intervals[at]!, options.level));
}

/** @param ids items in the order of the sums */
export function sumsOf({ byItem }: Pick<ColumnValues, 'byItem'>, ids: readonly string[]): ItemSums {
  return {
    sums: Float64Array.from(ids, (id) => sumOf(byItem.get(id) ?? [])),
    counts: Float64Array.from(ids, (id) => byItem.get(id)?.length ?? 0),
  };
}

function figureOf(
  { column, omitted, unscored }: ColumnValues,
  sums: ItemSums,
  interval: Interval | null,
  level: number,
): Figure {
  const mean = pooledMean(sums);
  const items = sums.counts.reduce((count, samples) => count + (samples > 0 ? 1 : 0), 0);
  const unanimous = isValidity(column) && items >= 2 && (mean === 0 || mean === 1);
  return {
    mean,
    interval: unanimous ? unanimousInterval(mean, items, level) : interval,
    samples: sums.counts.reduce((sum, count) => sum + count, 0),
    items,
    omitted,
    unscored: sumOf([...unscored.values()]),
  };
}

export const sumOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0);

const byName = ([a]: [string, number], [b]: [string, number]): number => (a < b ? -1 : 1);
