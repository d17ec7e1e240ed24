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
import type { KeptSample } from './kept-sample.ts';
import { countedAs, type Lookups, type ReportPolicy } from './policy.ts';
import type { Series } from './record-fold.ts';

export interface ItemValues {
  /** In code-unit order of the ids, samples in their order; only items with a value. */
  byItem: ReadonlyMap<string, readonly number[]>;
}

export interface ColumnValues extends ItemValues {
  column: Column;
  /** The same, sample by sample. */
  counted: readonly { sample: KeptSample; value: number }[];
  /** Samples without a value: why it is missing, or `null` where the policy leaves it out. */
  notCounted: readonly { sample: KeptSample; reason: string | null }[];
}

/** A mean, and all that has to be said with it. */
export interface Figure {
  /** Over samples; `null` without one. */
  mean: number | null;
  /** Over items; `null` below two. */
  interval: Interval | null;
  samples: number;
  items: number;
  /** Samples left out by the policy, or by the metric's own rule. */
  omitted: number;
  /** Samples whose number is missing. */
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
  const counted: { sample: KeptSample; value: number }[] = [];
  const notCounted: { sample: KeptSample; reason: string | null }[] = [];
  for (const sample of series.samples) {
    const as = countedAs(sample, column, sample.cells[index], policy, lookups);
    if (as.kind === 'value') counted.push({ sample, value: as.value });
    else if (as.kind === 'omitted') notCounted.push({ sample, reason: null });
    else if (as.kind === 'unscored') notCounted.push({ sample, reason: as.reason });
  }
  return valuesOf(column, counted, notCounted);
}

function valuesOf(
  column: Column,
  counted: ColumnValues['counted'],
  notCounted: ColumnValues['notCounted'],
): ColumnValues {
  if (!isOfPicturesLost(counted, notCounted))
    return { column, byItem: byItem(counted), counted, notCounted };
  const leftOut = counted.map(({ sample }) => ({ sample, reason: null }));
  return { column, byItem: new Map(), counted: [], notCounted: [...notCounted, ...leftOut] };
}

/**
 * Pictures were drawn and none was measured, as without an encoder: what is left are invalid programs,
 * which a policy gives a number. A mean of them alone would say nothing of the model.
 */
function isOfPicturesLost(
  counted: ColumnValues['counted'],
  notCounted: ColumnValues['notCounted'],
): boolean {
  const isDrawn = ({ sample }: { sample: KeptSample }) => sample.fate === 'drawn';
  return !counted.some(isDrawn) && notCounted.some((one) => isDrawn(one) && one.reason !== null);
}

/** The part of it that is about these items. */
export function restrictedTo(values: ColumnValues, items: ReadonlySet<string>): ColumnValues {
  const inside = ({ sample }: { sample: KeptSample }) => items.has(sample.itemId);
  const counted = values.counted.filter(inside);
  return valuesOf(values.column, counted, values.notCounted.filter(inside));
}

/** How many samples are unscored, by reason; in code-unit order. */
export function unscoredReasons({ notCounted }: ColumnValues): [string, number][] {
  const reasons = new Map<string, number>();
  for (const { reason } of notCounted)
    if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [...reasons].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Mean of each item's samples. */
export const itemMeans = ({ byItem }: ItemValues): Map<string, number> =>
  new Map([...byItem].map(([itemId, values]) => [itemId, sumOf(values) / values.length]));

/** Figures of several columns of one series, intervals from shared draws over the items of all. */
export function figuresOf(columns: readonly ColumnValues[], options: BootstrapOptions): Figure[] {
  const ids = [...new Set(columns.flatMap(({ byItem }) => [...byItem.keys()]))].sort();
  const sums = columns.map((column) => sumsOf(column, ids));
  const intervals = bootstrapIntervals(sums, options);
  return columns.map((column, at) => figureOf(column, sums[at]!, intervals[at]!, options.level));
}

/** @param ids items in the order of the sums */
export function sumsOf({ byItem }: ItemValues, ids: readonly string[]): ItemSums {
  return {
    sums: Float64Array.from(ids, (id) => sumOf(byItem.get(id) ?? [])),
    counts: Float64Array.from(ids, (id) => byItem.get(id)?.length ?? 0),
  };
}

export const sumOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0);

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

function byItem(counted: ColumnValues['counted']) {
  const items = new Map<string, number[]>();
  for (const { sample, value } of counted) {
    const values = items.get(sample.itemId);
    if (values === undefined) items.set(sample.itemId, [value]);
    else values.push(value);
  }
  return items;
}

function figureOf(
  { column, notCounted }: ColumnValues,
  sums: ItemSums,
  interval: Interval | null,
  level: number,
): Figure {
  const mean = pooledMean(sums);
  const items = sums.counts.reduce((count, samples) => count + (samples > 0 ? 1 : 0), 0);
  const unanimous = isValidity(column) && items >= 2 && (mean === 0 || mean === 1);
  const omitted = notCounted.filter(({ reason }) => reason === null).length;
  return {
    mean,
    interval: unanimous ? unanimousInterval(mean, items, level) : interval,
    samples: sums.counts.reduce((sum, count) => sum + count, 0),
    items,
    omitted,
    unscored: notCounted.length - omitted,
  };
}
