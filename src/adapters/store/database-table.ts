/** Records in IndexedDB. Inside a transaction only requests of that transaction are awaited. */
import { settleDuplicate, type DuplicateRecordRule } from '../../core/bench/duplicate-record.ts';
import type { SampleRecord } from '../../core/bench/record.ts';
import type { DrawSummary } from '../../core/ports/history-store.ts';
import { summarize } from './draw-summary.ts';
import type { HistoryDatabase } from './history-database.ts';
import type { Added, ExportCursor, RecordTable } from './record-table.ts';

/** A response is paid for once: it must survive a power cut, not only a closed tab. */
const STRICT = { durability: 'strict' } as const;

export class DatabaseTable implements RecordTable {
  readonly #database: HistoryDatabase;

  constructor(database: HistoryDatabase) {
    this.#database = database;
  }

  async put(record: SampleRecord): Promise<void> {
    const transaction = this.#database.transaction(['records', 'draws'], 'readwrite', STRICT);
    const records = transaction.objectStore('records');
    const settled = [records.put(record)];
    const siblings = await records.index('byDraw').getAll(drawRange(record.drawId));
    const whole = [...siblings.filter(({ id }) => id !== record.id), record];
    settled.push(transaction.objectStore('draws').put(summarize(whole)));
    await Promise.all([...settled, transaction.done]);
  }

  async addAll(newcomers: SampleRecord[], rule: DuplicateRecordRule): Promise<Added> {
    const transaction = this.#database.transaction(['records', 'draws'], 'readwrite', STRICT);
    const records = transaction.objectStore('records');
    const touched = new Set<string>();
    const added: Added = { imported: 0, same: 0, differing: 0 };
    for (const record of newcomers) {
      const here = await records.get(record.id);
      if (here === undefined) {
        await records.add(record);
        touched.add(record.drawId);
        added.imported++;
        continue;
      }
      const siblings = await records.index('byDraw').getAll(drawRange(record.drawId));
      const isSibling = here.drawId === record.drawId;
      const end = settleDuplicate(record, isSibling ? siblings : [...siblings, here], rule);
      if (end.kind === 'same') added.same++;
      else added.differing++;
      if (end.kind !== 'put') continue;
      await records.put(end.record);
      touched.add(record.drawId);
      if (end.record.id !== record.id) added.imported++;
      // A file may give an id to another draw: the one that had it has a sample less.
      else if (!isSibling) touched.add(here.drawId);
    }
    for (const drawId of touched) {
      const samples = await records.index('byDraw').getAll(drawRange(drawId));
      const draws = transaction.objectStore('draws');
      await (samples.length === 0 ? draws.delete(drawId) : draws.put(summarize(samples)));
    }
    await transaction.done;
    return added;
  }

  async draws(query: { text: string; limit: number; before?: string }): Promise<DrawSummary[]> {
    const wanted = query.text.toLowerCase();
    const range = query.before === undefined ? null : IDBKeyRange.upperBound(query.before, true);
    const index = this.#database.transaction('draws').store.index('byCreation');
    const found: DrawSummary[] = [];
    let cursor = await index.openCursor(range, 'prev');
    while (cursor !== null && found.length < query.limit) {
      if (cursor.value.prompt.toLowerCase().includes(wanted)) found.push(cursor.value);
      cursor = await cursor.continue();
    }
    return found;
  }

  samples(drawId: string): Promise<unknown[]> {
    return this.#database.getAllFromIndex('records', 'byDraw', drawRange(drawId));
  }

  async remove(drawId: string): Promise<unknown[]> {
    const transaction = this.#database.transaction(['records', 'draws'], 'readwrite', STRICT);
    const records = transaction.objectStore('records');
    const removed = await records.index('byDraw').getAll(drawRange(drawId));
    for (const { id } of removed) await records.delete(id);
    await transaction.objectStore('draws').delete(drawId);
    await transaction.done;
    return removed;
  }

  async clear(): Promise<void> {
    const transaction = this.#database.transaction(['records', 'draws'], 'readwrite', STRICT);
    await Promise.all([
      transaction.objectStore('records').clear(),
      transaction.objectStore('draws').clear(),
      transaction.done,
    ]);
  }

  after(cursor: ExportCursor | null, limit: number): Promise<SampleRecord[]> {
    const range = cursor === null ? null : IDBKeyRange.lowerBound(cursor, true);
    return this.#database.getAllFromIndex('records', 'byCreation', range, limit);
  }

  count(): Promise<number> {
    return this.#database.count('records');
  }

  close(): void {
    this.#database.close();
  }
}

const drawRange = (drawId: string): IDBKeyRange => IDBKeyRange.bound([drawId], [drawId, []]);
