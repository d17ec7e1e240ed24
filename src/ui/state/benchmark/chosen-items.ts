/** Which items of a suite a run asks for, and in which order. */
import { Random } from '../../../core/composer/random.ts';
import type { Suite, SuiteItem } from '../../../core/suite/suite.ts';

export interface ItemFilter {
  /** `categoryKey` of those that are left out; empty: all are in. */
  without: readonly string[];
  /** `null`: as many as there are. */
  count: number | null;
  /** Of more than are wanted: those that stand first in the suite, or a sample that the seed repeats. */
  pick: 'first' | 'sample';
  seed: number;
}

export const ALL_ITEMS: ItemFilter = { without: [], count: null, pick: 'sample', seed: 1 };

export const categoryKey = ({
  category,
  subcategory,
}: Pick<SuiteItem, 'category' | 'subcategory'>): string => JSON.stringify([category, subcategory]);

/** `binding, color`; what a suite does not name is said so. */
export const categoryTitle = ({
  category,
  subcategory,
}: Pick<SuiteItem, 'category' | 'subcategory'>): string =>
  [category, subcategory]
    .filter((name) => name !== null)
    .join(', ')
    .replaceAll('_', ' ') || 'without category';

/**
 * In the order in which they are asked: drawn by the seed, so that what is known halfway leans
 * towards no category.
 */
export function chosenItems({ items, sha256 }: Suite, filter: ItemFilter): string[] {
  const without = new Set(filter.without);
  const wanted = [...items.values()].filter((item) => !without.has(categoryKey(item)));
  const random = new Random(`items/${sha256}/${filter.seed}`);
  const count = filter.count ?? wanted.length;
  const ids = wanted.map(({ id }) => id);
  return filter.pick === 'first'
    ? random.shuffle(ids.slice(0, count))
    : random.shuffle(ids).slice(0, count);
}
