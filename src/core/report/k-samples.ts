/** What k samples an item give a model: the expected best of k, and the chance that one passes. */
import { bestOfK } from './best-of-k.ts';
import { bootstrapIntervals, type BootstrapOptions, type Interval } from './bootstrap.ts';
import { sumOf, sumsOf, type ItemValues } from './column-values.ts';
import { passAtK } from './pass-at-k.ts';

export interface CurvePoint {
  k: number;
  mean: number;
  interval: Interval | null;
}

/** All points are over the same items, else the curve would bend where items drop out. */
export interface KCurve {
  items: number;
  /** Items with fewer samples than the largest k, which are left out. */
  itemsLeftOut: number;
  points: CurvePoint[];
}

/** Share of the items that the largest k must be known for. */
const MOST_ITEMS = 0.9;

/** @returns `null` where no item has a sample, or most have one only: there is nothing to choose from */
export const bestOfKCurve = (values: ItemValues, options: BootstrapOptions): KCurve | null =>
  curveOf(values, (samples, k) => bestOfK(samples, k), options);

/**
 * @param values of which each sample passes from `atLeast` up: 1 for validity
 * @returns see `bestOfKCurve`
 */
export const passAtKCurve = (
  values: ItemValues,
  atLeast: number,
  options: BootstrapOptions,
): KCurve | null =>
  curveOf(
    values,
    (samples, k) => passAtK(samples.length, samples.filter((value) => value >= atLeast).length, k),
    options,
  );

function curveOf(
  { byItem }: ItemValues,
  estimate: (samples: readonly number[], k: number) => number,
  options: BootstrapOptions,
): KCurve | null {
  const largest = largestK([...byItem.values()].map(({ length }) => length));
  if (largest < 2) return null;
  const kept = [...byItem].filter(([, samples]) => samples.length >= largest);
  const ids = kept.map(([id]) => id).sort();
  const columns = Array.from({ length: largest }, (_, index) => {
    const estimates = kept.map(([id, samples]) => [id, [estimate(samples, index + 1)]] as const);
    return sumsOf({ byItem: new Map(estimates) }, ids);
  });
  const intervals = bootstrapIntervals(columns, options);
  const points = columns.map(({ sums }, index) => ({
    k: index + 1,
    mean: sumOf([...sums]) / ids.length,
    interval: intervals[index]!,
  }));
  return { items: ids.length, itemsLeftOut: byItem.size - ids.length, points };
}

/** The most samples that nearly all items have: a few that are unscored must not end the curve. */
function largestK(sampleCounts: readonly number[]): number {
  const descending = [...sampleCounts].sort((a, b) => b - a);
  const needed = Math.ceil(descending.length * MOST_ITEMS);
  return descending[needed - 1] ?? 0;
}
