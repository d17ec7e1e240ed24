/** Records in memory, for browsers that give no storage: everything works until the tab closes. */
import { settleDuplicate, type DuplicateRecordRule } from '../../core/bench/duplicate-record.ts';
import type { SampleRecord } from '../../core/bench/record.ts';
import type { DrawSummary } from '../../core/ports/history-store.ts';
import { summarize } from './draw-summary.ts';
import {
  isAfter,
  placeOf,
  type Added,
  type ExportCursor,
  type RecordTable,
} from './record-table.ts';

export class MemoryTable implements RecordTable {
  readonly #records = new Map<string, SampleRecord>();

  async put(record: SampleRecord): Promise<void> {
    this.#records.set(record.id, structuredClone(record));
  }

  async addAll(newcomers: SampleRecord[], rule: DuplicateRecordRule): Promise<Added> {
    const added: Added = { imported: 0, same: 0, differing: 0 };
    for (const record of newcomers) {
      const here = this.#records.get(record.id);
      if (here === undefined) {
        await this.put(record);
        added.imported++;
        continue;
      }
      const siblings = [...this.#records.values()].filter(
        ({ id, drawId }) => drawId === record.drawId || id === record.id,
      );
      const end = settleDuplicate(record, siblings, rule);
      if (end.kind === 'same') added.same++;
      else added.differing++;
      if (end.kind !== 'put') continue;
      await this.put(end.record);
      if (end.record.id !== record.id) added.imported++;
    }
    return added;
  }

  async draws(query: { text: string; limit: number; before?: string }): Promise<DrawSummary[]> {
    const drawIds = new Set([...this.#records.values()].map(({ drawId }) => drawId));
    const inOrder = this.#inOrder();
    return [...drawIds]
      .map((drawId) => summarize(inOrder.filter((record) => record.drawId === drawId)))
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
      .filter(({ createdAt }) => query.before === undefined || createdAt < query.before)
      .filter(({ prompt }) => prompt.toLowerCase().includes(query.text.toLowerCase()))
      .slice(0, query.limit);
  }

  async samples(drawId: string): Promise<SampleRecord[]> {
    return this.#inOrder().filter((record) => record.drawId === drawId);
  }

  async remove(drawId: string): Promise<SampleRecord[]> {
    const removed = await this.samples(drawId);
    for (const { id } of removed) this.#records.delete(id);
    return removed;
  }

  async clear(): Promise<void> {
    this.#records.clear();
  }

  async after(cursor: ExportCursor | null, limit: number): Promise<SampleRecord[]> {
    return this.#inOrder()
      .filter((record) => cursor === null || isAfter(record, cursor))
      .slice(0, limit);
  }

  async count(): Promise<number> {
    return this.#records.size;
  }

  close(): void {
    this.#records.clear();
  }

  #inOrder(): SampleRecord[] {
    return [...this.#records.values()].sort((a, b) => (isAfter(a, placeOf(b)) ? 1 : -1));
  }
}
