/**
 * How far a mean may be off because of the items that happened to be in the suite: items are drawn
 * again with replacement, each with all its samples, since samples of one item resemble each other.
 */
import { normalCdf, normalQuantile } from './normal-distribution.ts';

export interface Interval {
  low: number;
  high: number;
}

export interface BootstrapOptions {
  /** 1 or more; 2,000 puts the ends of a 95% interval within about 2% of its width. */
  resamples: number;
  /** 0..1, e.g. 0.95 */
  level: number;
  /** The same seed gives the same interval. */
  seed: number;
}

export const BOOTSTRAP: BootstrapOptions = { resamples: 2_000, level: 0.95, seed: 1 };

/** Values of one column by item: entry i of both belongs to item i; a count may be 0. */
export interface ItemSums {
  sums: Float64Array;
  counts: Float64Array;
}

/** The mean over all samples, sum(sums) / sum(counts): the protocol's. `null` without a sample. */
export function pooledMean({ sums, counts }: ItemSums): number | null {
  const samples = total(counts);
  return samples === 0 ? null : total(sums) / samples;
}

/**
 * Bias-corrected and accelerated intervals (BCa; Efron, JASA 82, 1987) of the pooled means.
 * @param columns all over the same items in the same order: they share the draws, so that they can
 *   be told together in the time of one
 * @returns one a column; `null` where fewer than two items have samples. Where all items are alike
 *   the interval has no width: the bootstrap knows no more than it saw.
 */
export function bootstrapIntervals(
  columns: readonly ItemSums[],
  options: BootstrapOptions = BOOTSTRAP,
): (Interval | null)[] {
  const replicates = bootstrapMeans(columns, options);
  return columns.map((column, index) => bcaInterval(column, replicates[index]!, options.level));
}

/**
 * Means of the resampled items.
 * @returns one ascending array a column; shorter than `resamples` where draws held no sample
 * @throws RangeError where columns differ in their number of items
 */
export function bootstrapMeans(
  columns: readonly ItemSums[],
  { resamples, seed }: BootstrapOptions,
): Float64Array[] {
  const items = columns[0]?.counts.length ?? 0;
  if (columns.some(({ sums, counts }) => sums.length !== items || counts.length !== items))
    throw new RangeError('the columns are not over the same items');
  const means = columns.map(() => new Float64Array(resamples));
  const kept = columns.map(() => 0);
  // How often each item was drawn: weights are read in order, which is several times as fast as
  // fetching each item that is drawn, column by column.
  const weights = new Float64Array(items);
  const random = generator(seed);
  for (let resample = 0; resample < resamples && items > 0; resample++) {
    weights.fill(0);
    for (let draw = 0; draw < items; draw++) weights[Math.floor(random() * items)]!++;
    for (let index = 0; index < columns.length; index++) {
      const { sums, counts } = columns[index]!;
      const count = weighted(counts, weights);
      if (count > 0) means[index]![kept[index]!++] = weighted(sums, weights) / count;
    }
  }
  return means.map((values, index) => values.subarray(0, kept[index]).sort());
}

/** @param replicates ascending, see `bootstrapMeans` */
export function bcaInterval(
  column: ItemSums,
  replicates: Float64Array,
  level: number,
): Interval | null {
  const mean = pooledMean(column);
  if (mean === null || replicates.length === 0 || itemsWithSamples(column) < 2) return null;
  const bias = normalQuantile(shareBelow(replicates, mean));
  const acceleration = accelerationOf(column);
  const end = (share: number): number => {
    const z = normalQuantile(share);
    const corrected = normalCdf(bias + (bias + z) / (1 - acceleration * (bias + z)));
    // Almost all draws alike leave no bias to correct: the plain percentile stands.
    return percentile(replicates, Number.isFinite(corrected) ? corrected : share);
  };
  const tail = (1 - level) / 2;
  return { low: end(tail), high: end(1 - tail) };
}

/**
 * For a share that was the same in every item, all or none: the bootstrap would say that nothing
 * else is possible. One exact binomial bound (Clopper and Pearson, 1934), items as trials.
 */
export function unanimousInterval(share: 0 | 1, items: number, level: number): Interval {
  const bound = ((1 - level) / 2) ** (1 / items);
  return share === 1 ? { low: bound, high: 1 } : { low: 0, high: 1 - bound };
}

/** Skewness of the mean when each item is left out once (the jackknife). */
function accelerationOf({ sums, counts }: ItemSums): number {
  const sum = total(sums);
  const count = total(counts);
  const left: number[] = [];
  for (let item = 0; item < counts.length; item++) {
    if (counts[item]! > 0) left.push((sum - sums[item]!) / (count - counts[item]!));
  }
  const centre = left.reduce((a, b) => a + b, 0) / left.length;
  let squares = 0;
  let cubes = 0;
  for (const value of left) {
    squares += (centre - value) ** 2;
    cubes += (centre - value) ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** Half of those that are equal count as below. */
function shareBelow(ascending: Float64Array, value: number): number {
  let below = 0;
  let equal = 0;
  for (const candidate of ascending) {
    if (candidate < value) below++;
    else if (candidate === value) equal++;
  }
  return (below + equal / 2) / ascending.length;
}

function percentile(ascending: Float64Array, share: number): number {
  const at = share * (ascending.length - 1);
  const below = ascending[Math.floor(at)]!;
  const above = ascending[Math.ceil(at)]!;
  return below + (above - below) * (at - Math.floor(at));
}

function weighted(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let item = 0; item < values.length; item++) sum += values[item]! * weights[item]!;
  return sum;
}

const itemsWithSamples = ({ counts }: ItemSums): number =>
  counts.reduce((items, count) => items + (count > 0 ? 1 : 0), 0);

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** 0..1, 1 excluded: mulberry32, inlined as millions of draws are taken. */
function generator(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
