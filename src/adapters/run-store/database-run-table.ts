/** Runs in IndexedDB. Inside a transaction only requests of that transaction are awaited (D4). */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { KeptReports } from '../../core/ports/run-library.ts';
import type { Report } from '../../core/report/report.ts';
import type { RunCard } from '../../core/run/run-card.ts';
import { rowOf, type SlotRow, type SlotState } from '../../core/run/slot-row.ts';
import { shelfWith } from './report-shelf.ts';
import type { RunDatabase } from './run-database.ts';
import type { RunTable, SlotName } from './run-table.ts';
import { fromStored, toStored } from './stored-record.ts';

/** A response is paid for once: it must survive a power cut, not only a closed tab. */
const STRICT = { durability: 'strict' } as const;

export class DatabaseRunTable implements RunTable {
  readonly #database: RunDatabase;

  constructor(database: RunDatabase) {
    this.#database = database;
  }

  cards(): Promise<unknown[]> {
    return this.#database.getAll('cards');
  }

  async putCard(card: RunCard): Promise<void> {
    const transaction = this.#database.transaction('cards', 'readwrite', STRICT);
    await Promise.all([transaction.store.put(card), transaction.done]);
  }

  async put(records: readonly SampleRecord[]): Promise<void> {
    const transaction = this.#database.transaction(
      ['records', 'rows', 'reports'],
      'readwrite',
      STRICT,
    );
    const stored = transaction.objectStore('records');
    const rows = transaction.objectStore('rows');
    const reports = transaction.objectStore('reports');
    const settled: Promise<unknown>[] = [transaction.done];
    try {
      for (const record of records) {
        settled.push(stored.put(toStored(record)));
        settled.push(rows.put(rowOf(record)));
      }
      for (const runId of new Set(records.map(({ run }) => run!.runId)))
        settled.push(reports.put({ runId, state: newState(), reports: [] }));
    } catch (error) {
      // All or none: what was put before it must not stay.
      transaction.abort();
      await Promise.allSettled(settled);
      throw error;
    }
    await Promise.all(settled);
  }

  rowsAfter(runId: string, slotId: string | null, limit: number): Promise<SlotRow[]> {
    return this.#database.getAll('rows', rangeAfter(runId, slotId), limit);
  }

  async counts(runId: string): Promise<Record<SlotState, number>> {
    const { store } = this.#database.transaction('rows');
    const states = store.index('states');
    const [done, answered, failed] = await Promise.all([
      states.count([runId, 'done']),
      states.count([runId, 'answered']),
      states.count([runId, 'failed']),
    ]);
    return { done, answered, failed };
  }

  async recordsAfter(runId: string, slotId: string | null, limit: number): Promise<unknown[]> {
    const found = await this.#database.getAll('records', rangeAfter(runId, slotId), limit);
    return found.map(fromStored);
  }

  async get(runId: string, slotId: string): Promise<unknown> {
    return fromStored(await this.#database.get('records', [runId, slotId]));
  }

  async getEach(names: readonly SlotName[]): Promise<unknown[]> {
    // A transaction each would cost more than the reading.
    const { store } = this.#database.transaction('records');
    const found = await Promise.all(names.map(({ runId, slotId }) => store.get([runId, slotId])));
    return found.map(fromStored);
  }

  async runIds(): Promise<string[]> {
    const ids: string[] = [];
    const { store } = this.#database.transaction('rows');
    let cursor = await store.openKeyCursor();
    while (cursor !== null) {
      const [runId] = cursor.primaryKey;
      ids.push(runId);
      // On to the first of the next run: thousands of its own are passed over.
      cursor = await store.openKeyCursor(IDBKeyRange.lowerBound([runId, []], true));
    }
    return ids;
  }

  async reports(runId: string): Promise<KeptReports> {
    const shelf = await this.#database.get('reports', runId);
    const byQuestion = (shelf?.reports ?? []).map(
      ({ question, report }) => [question, report] as const,
    );
    return { state: shelf?.state ?? UNCHANGED, byQuestion: new Map(byQuestion) };
  }

  async putReport(runId: string, state: string, question: string, report: Report): Promise<void> {
    // Made again from the records at any time: no power cut is worth a wait.
    const { store, done } = this.#database.transaction('reports', 'readwrite');
    const shelf = (await store.get(runId)) ?? { runId, state: UNCHANGED, reports: [] };
    if (shelf.state === state) await store.put(shelfWith(shelf, question, report));
    await done;
  }

  async remove(runId: string): Promise<void> {
    const stores = ['cards', 'records', 'rows', 'reports'] as const;
    const transaction = this.#database.transaction(stores, 'readwrite', STRICT);
    await Promise.all([
      transaction.objectStore('cards').delete(runId),
      transaction.objectStore('records').delete(rangeAfter(runId, null)),
      transaction.objectStore('rows').delete(rangeAfter(runId, null)),
      transaction.objectStore('reports').delete(runId),
      transaction.done,
    ]);
  }

  close(): void {
    this.#database.close();
  }
}

/** Of records that were last changed before reports were kept. */
const UNCHANGED = '';

/** Not a counter: a run that was removed and brought back must not come to an earlier one's. */
const newState = (): string => `${Date.now()} ${Math.random()}`;

/** An array is greater than any text. */
const rangeAfter = (runId: string, slotId: string | null): IDBKeyRange =>
  IDBKeyRange.bound([runId, slotId ?? ''], [runId, []], slotId !== null, true);
