/** A run in memory: where there is no durable storage, everything works until the page is closed. */
import type { SampleRecord } from '../bench/record.ts';
import { success, type Result } from '../failure.ts';
import type { RunJournal, Unreadable } from './run-journal.ts';
import { rowOf, type SlotRow } from './slot-row.ts';

export class MemoryJournal implements RunJournal {
  readonly #records = new Map<string, SampleRecord>();

  async *rows(): AsyncGenerator<SlotRow> {
    for (const record of this.#records.values()) yield rowOf(record);
  }

  async *records(): AsyncGenerator<SampleRecord> {
    for (const slotId of [...this.#records.keys()].sort()) {
      const record = this.#records.get(slotId);
      if (record !== undefined) yield structuredClone(record);
    }
  }

  async get(slotId: string): Promise<SampleRecord | null> {
    const record = this.#records.get(slotId);
    return record === undefined ? null : structuredClone(record);
  }

  unreadable(): readonly Unreadable[] {
    return [];
  }

  async append(record: SampleRecord): Promise<Result<void>> {
    this.#records.set(record.run!.slotId, structuredClone(record));
    return success(undefined);
  }

  async close(): Promise<void> {}
}
