/** The grid behind the gallery: a row an item, a cell a model, and the order and choice of rows. */
import type { IndexedItem, SlotEntry } from '../../../state/benchmark-results/run-index.ts';
import { groupOf, type Group } from '../../outcome-groups.ts';
import { isMended, scoreIn, type CountedColumn } from './score-column.ts';

export interface Cell {
  /** Every sample of the model for the item. */
  entries: readonly SlotEntry[];
  /** The one that is shown: the highest score, else the first that was answered. */
  best: SlotEntry;
  /** Its score, see `scoreIn`. */
  value: number | null;
}

export interface GalleryRow {
  item: IndexedItem;
  /** Place of the item in the suite. */
  place: number;
  /** By place of the model; `null`: it has no sample for the item. */
  cells: readonly (Cell | null)[];
  /** Place of the model with the highest score; `null` where there is nothing to compare. */
  bestModel: number | null;
  /** Mean of the cells' scores; `null` without one. */
  mean: number | null;
  /** Highest minus lowest of the cells' scores; `null` with fewer than two. */
  spread: number | null;
}

/** @param index in the order of `items` */
export function galleryRows(
  index: readonly SlotEntry[],
  items: readonly IndexedItem[],
  models: number,
  column: CountedColumn | null,
): GalleryRow[] {
  const byItem = grouped(index, ({ itemId }) => itemId);
  return items.map((item, place) => {
    const byModel = grouped(byItem.get(item.id) ?? [], ({ model }) => model);
    const cells = Array.from({ length: models }, (_, model) =>
      cellOf(byModel.get(model) ?? [], column),
    );
    const values = cells.flatMap((cell) => cell?.value ?? []);
    const compared = values.length > 1;
    return {
      item,
      place,
      cells,
      bestModel: compared ? bestModelOf(cells) : null,
      mean: values.length === 0 ? null : values.reduce((sum, value) => sum + value) / values.length,
      spread: compared ? Math.max(...values) - Math.min(...values) : null,
    };
  });
}

/** Only a picture can be the best: a negative cosine is less than the 0 of a fault. */
function bestModelOf(cells: readonly (Cell | null)[]): number | null {
  const drawn = cells.flatMap((cell, model) =>
    cell !== null && cell.value !== null && cell.best.outcome === 'ok'
      ? [{ model, value: cell.value }]
      : [],
  );
  return drawn.sort((a, b) => b.value - a.value)[0]?.model ?? null;
}

function grouped<K>(
  entries: readonly SlotEntry[],
  keyOf: (entry: SlotEntry) => K,
): Map<K, SlotEntry[]> {
  const groups = new Map<K, SlotEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}

export function cellOf(entries: readonly SlotEntry[], column: CountedColumn | null): Cell | null {
  const best = [...entries].sort((a, b) => rank(b, column) - rank(a, column))[0];
  return best === undefined ? null : { entries, best, value: scoreIn(best, column) };
}

/** A picture goes before none, whatever the numbers: a cosine may be less than the 0 of a fault. */
function rank(entry: SlotEntry, column: CountedColumn | null): number {
  const value = scoreIn(entry, column);
  const isDrawn = entry.outcome === 'ok';
  if (value === null) return entry.state === 'failed' ? -30 : isDrawn ? -15 : -20;
  return isDrawn ? value : -10;
}

export const SORTS = ['order', 'spread', 'lowest', 'highest', 'name'] as const;
export type Sort = (typeof SORTS)[number];

/** A new list; equal rows stay in the suite's order, rows without the number come last. */
export function sortedRows(rows: readonly GalleryRow[], sort: Sort): GalleryRow[] {
  const inOrder = [...rows].sort((a, b) => a.place - b.place);
  const last = (value: number | null, sign: 1 | -1) => (value === null ? Infinity : sign * value);
  const by = (key: (row: GalleryRow) => number) =>
    inOrder.sort((a, b) => {
      const [left, right] = [key(a), key(b)];
      return left === right ? 0 : left - right;
    });
  switch (sort) {
    case 'order':
      return inOrder;
    case 'spread':
      return by(({ spread }) => last(spread, -1));
    case 'lowest':
      return by(({ mean }) => last(mean, 1));
    case 'highest':
      return by(({ mean }) => last(mean, -1));
    case 'name':
      return inOrder.sort((a, b) => names.compare(a.item.prompt, b.item.prompt));
  }
}

const names = new Intl.Collator('en', { numeric: true });

export interface RowFilter {
  /** As `categoryName` gives it; empty: all. */
  category: string;
  /** Rows with at least one such sample; empty: any. */
  outcome: Group | 'mended' | '';
  /** Words of prompt or id, all of them to be found; case does not matter. */
  text: string;
}

export const NO_FILTER: RowFilter = { category: '', outcome: '', text: '' };

export function filteredRows(
  rows: readonly GalleryRow[],
  { category, outcome, text }: RowFilter,
): GalleryRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ item, cells }) => {
    if (category !== '' && item.category !== category && categoryName(item) !== category)
      return false;
    const searched = `${item.prompt} ${item.id}`.toLowerCase();
    if (!words.every((word) => searched.includes(word))) return false;
    return (
      outcome === '' ||
      cells.some((cell) => cell?.entries.some((entry) => hasOutcome(entry, outcome)))
    );
  });
}

const hasOutcome = (entry: SlotEntry, wanted: Group | 'mended'): boolean =>
  wanted === 'mended'
    ? isMended(entry)
    : (entry.state === 'done' ? groupOf(entry.outcome) : 'unscored') === wanted;

/** `binding`, `binding, color`; empty where the suite says nothing. */
export const categoryName = ({ category, subcategory }: IndexedItem): string =>
  [category, subcategory].filter((part) => part !== null && part !== '').join(', ');

/** What a person can choose from: each larger kind, then what it is made of. */
export function categoriesOf(items: readonly IndexedItem[]): string[] {
  const found = new Set<string>();
  for (const item of items) {
    if (item.category !== null && item.category !== '') found.add(item.category);
    if (categoryName(item) !== '') found.add(categoryName(item));
  }
  return [...found].sort(names.compare);
}
