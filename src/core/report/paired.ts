/** Two models compared on the same items: what differs between the items drops out. */
import { bcaInterval, bootstrapMeans, type BootstrapOptions, type Interval } from './bootstrap.ts';
import { normalQuantile } from './normal-distribution.ts';

/** Differences below what three digits show are ties. */
export const TIE_WITHIN = 0.0005;
/** Chance that a difference of this size is found, in `itemsNeeded`. */
export const POWER = 0.8;

export interface ItemDifference {
  itemId: string;
  a: number;
  b: number;
  /** a - b */
  difference: number;
}

export interface PairedComparison {
  /** Items that both have a value for. */
  items: number;
  /** Mean of a - b over these items, each item weighing the same. `null` without one. */
  difference: number | null;
  /** `null` below two items. */
  interval: Interval | null;
  /** Two-sided, from the same draws; never below 2 / (resamples + 1). `null` below two items. */
  pValue: number | null;
  /** Items on which a is ahead by more than `TIE_WITHIN`. */
  wins: number;
  ties: number;
  losses: number;
  /**
   * Which of the two has the larger mean; `too-few` items to tell where the interval holds 0, or
   * where so few items could not settle any difference.
   */
  verdict: 'a' | 'b' | 'too-few';
  /**
   * About how many such items would show a difference of this size with 80% chance; `null` where
   * it is settled, or where there is no difference to show.
   */
  itemsNeeded: number | null;
}

/**
 * @param a the mean of each item's samples, by item id
 * @returns the comparison, and the differences by item in code-unit order of the ids
 */
export function comparePaired(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
  options: BootstrapOptions,
): { comparison: PairedComparison; differences: ItemDifference[] } {
  const differences = differencesOf(a, b);
  const values = Float64Array.from(differences, ({ difference }) => difference);
  const column = { sums: values, counts: new Float64Array(values.length).fill(1) };
  const [replicates] = bootstrapMeans([column], options);
  const items = values.length;
  const difference = items === 0 ? null : values.reduce((sum, value) => sum + value, 0) / items;
  const interval = bcaInterval(column, replicates!, options.level);
  const verdict = verdictOf(interval, items, options.level);
  const wins = values.reduce((count, value) => count + (value > TIE_WITHIN ? 1 : 0), 0);
  const losses = values.reduce((count, value) => count + (value < -TIE_WITHIN ? 1 : 0), 0);
  const comparison: PairedComparison = {
    items,
    difference,
    interval,
    pValue: interval === null ? null : pValueOf(replicates!),
    wins,
    ties: items - wins - losses,
    losses,
    verdict,
    itemsNeeded:
      verdict === 'too-few' && difference !== null
        ? itemsNeeded(values, difference, options.level)
        : null,
  };
  return { comparison, differences };
}

/** Whether nothing differs, on any item: no number of such items would set the two apart. */
export const isLevel = ({ items, wins, losses }: PairedComparison): boolean =>
  items > 0 && wins === 0 && losses === 0;

/** Largest first, whichever way; equals in order of the ids. */
export const movedMost = (differences: readonly ItemDifference[], count: number) =>
  differences
    .filter(({ difference }) => difference !== 0)
    .sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference) || byId(x, y))
    .slice(0, count);

/**
 * Which of several comparisons hold when all are looked at together: with many pairs some interval
 * misses 0 by chance alone (Holm, Scandinavian Journal of Statistics 6, 1979).
 * @returns one a value, whether it stays below 1 - level; `null` counts as 1
 */
export function holdTogether(pValues: readonly (number | null)[], level: number): boolean[] {
  const order = pValues
    .map((pValue, index) => ({ pValue: pValue ?? 1, index }))
    .sort((x, y) => x.pValue - y.pValue || x.index - y.index);
  const holds = pValues.map(() => false);
  for (const [rank, { pValue, index }] of order.entries()) {
    if (pValue > (1 - level) / (order.length - rank)) break;
    holds[index] = true;
  }
  return holds;
}

/**
 * Fewest items on which a two-sided verdict is possible at all: were there no difference, all would
 * fall on one side by chance in 2^(1 - items) of cases (the sign test). 6 at 95%.
 */
export const fewestItems = (level: number): number => Math.ceil(1 - Math.log2(1 - level));

function verdictOf(interval: Interval | null, items: number, level: number) {
  if (interval === null || items < fewestItems(level)) return 'too-few';
  if (interval.low > 0) return 'a';
  return interval.high < 0 ? 'b' : 'too-few';
}

function pValueOf(replicates: Float64Array): number {
  let below = 0;
  let above = 0;
  for (const value of replicates) {
    if (value <= 0) below++;
    if (value >= 0) above++;
  }
  return Math.min(1, (2 * (Math.min(below, above) + 1)) / (replicates.length + 1));
}

function itemsNeeded(values: Float64Array, difference: number, level: number): number | null {
  const items = values.length;
  if (items < 2 || difference === 0) return null;
  const variance = values.reduce((sum, value) => sum + (value - difference) ** 2, 0) / (items - 1);
  const z = normalQuantile((1 + level) / 2) + normalQuantile(POWER);
  const needed = Math.ceil((z * z * variance) / (difference * difference));
  return Number.isSafeInteger(needed) ? Math.max(needed, items + 1, fewestItems(level)) : null;
}

function differencesOf(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
): ItemDifference[] {
  const differences: ItemDifference[] = [];
  for (const [itemId, value] of a) {
    const other = b.get(itemId);
    if (other !== undefined)
      differences.push({ itemId, a: value, b: other, difference: value - other });
  }
  return differences.sort(byId);
}

const byId = (x: { itemId: string }, y: { itemId: string }): number =>
  x.itemId < y.itemId ? -1 : x.itemId > y.itemId ? 1 : 0;
