/** The newest row of each slot of a run, as this tab knows them. */
import type { SlotRow } from '../../../core/run/slot-row.ts';

export class RunRows {
  /** By slot. */
  readonly #rows = new Map<string, SlotRow>();

  get size(): number {
    return this.#rows.size;
  }

  /** How many items have a row. */
  get items(): number {
    return new Set([...this.#rows.values()].map(({ itemId }) => itemId)).size;
  }

  has(slotId: string): boolean {
    return this.#rows.has(slotId);
  }

  /** @returns what it was; `null`: there was none */
  put(row: SlotRow): SlotRow | null {
    const before = this.#rows.get(row.slotId) ?? null;
    this.#rows.set(row.slotId, row);
    return before;
  }

  values(): IterableIterator<SlotRow> {
    return this.#rows.values();
  }
}
