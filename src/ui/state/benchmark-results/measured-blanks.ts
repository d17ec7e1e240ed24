/** Which items' blank scores are known, and the tables of several measurings as one. */
import type { BlankItem, BlankScores } from '../../../core/report/blank-scores.ts';

export class MeasuredItems {
  readonly #byEncoder = new Map<string, Set<string>>();

  add(encoderId: string, items: readonly BlankItem[]): void {
    const known = this.#byEncoder.get(encoderId) ?? new Set<string>();
    for (const item of items) known.add(keyOf(item));
    this.#byEncoder.set(encoderId, known);
  }

  /** Those that are not known, in their order. */
  left<T extends BlankItem>(encoderId: string, items: readonly T[]): T[] {
    const known = this.#byEncoder.get(encoderId);
    return items.filter((item) => known?.has(keyOf(item)) !== true);
  }
}

const keyOf = ({ suiteSha256, itemId }: BlankItem): string => JSON.stringify([suiteSha256, itemId]);

/** A table of each encoder, metric, colour and suite; of an item's two scores the later counts. */
export function joinedBlanks(
  known: readonly BlankScores[],
  more: readonly BlankScores[],
): BlankScores[] {
  const tables = new Map<string, BlankScores>();
  for (const table of [...known, ...more]) {
    const { encoderId, metric, colour, suiteSha256, byItem } = table;
    const key = JSON.stringify([encoderId, metric, colour, suiteSha256]);
    const before = tables.get(key)?.byItem ?? [];
    tables.set(key, { ...table, byItem: new Map([...before, ...byItem]) });
  }
  return [...tables.values()];
}
