/** Records in memory, for browsers that give no storage: everything works until the tab closes. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { DrawSummary } from '../../core/ports/history-store.ts';
import { summarize } from './draw-summary.ts';
import { isAfter, placeOf, type ExportCursor, type RecordTable } from './record-table.ts';

export class MemoryTable implements RecordTable {
  readonly #records = new Map<string, SampleRecord>();

  async put(record: SampleRecord): Promise<void> {
    this.#records.set(record.id, structuredClone(record));
  }

  async addAll(records: SampleRecord[]): Promise<number> {
    const fresh = records.filter(({ id }) => !this.#records.has(id));
    for (const record of fresh) this.#records.set(record.id, structuredClone(record));
    return fresh.length;
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
