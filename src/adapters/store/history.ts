/** The history of this page: in IndexedDB where it is to be had, else in memory, and it says which. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { RecordReading } from '../../core/bench/records-to-score.ts';
import { recordFromValue, recordToLine } from '../../core/bench/record-line.ts';
import { failed, success, type Result } from '../../core/failure.ts';
import {
  MOST_BAD,
  type DrawSummary,
  type HistoryImport,
  type HistoryImportOptions,
  type HistoryStore,
  type StoreNotice,
} from '../../core/ports/history-store.ts';
import { DatabaseTable } from './database-table.ts';
import { openDatabase, openNewerDatabase } from './history-database.ts';
import { KeptMark } from './kept-mark.ts';
import { MemoryTable } from './memory-table.ts';
import { isAfter, placeOf, type ExportCursor, type RecordTable } from './record-table.ts';
import { isLostConnection, storeFailure } from './store-failure.ts';

/** Records a transaction: large enough to be quick, small enough to give way to a running draw. */
const BATCH = 200;
const MARK = new KeptMark('sgp:history');

export class History implements HistoryStore {
  #table: Promise<RecordTable>;
  readonly #notices = new Map<StoreNotice['kind'], string>();
  readonly #listeners = new Set<() => void>();
  /** Refused by a full disk; tried again when something is deleted (cases.md D1). */
  readonly #unsaved = new Map<string, SampleRecord>();
  readonly #otherTabs = new BroadcastChannel('sgp:history');

  constructor() {
    this.#otherTabs.onmessage = () => this.#tell();
    this.#table = this.#open();
  }

  notices(): StoreNotice[] {
    return [...this.#notices].map(([kind, detail]) => ({ kind, detail }));
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async put(record: SampleRecord): Promise<Result<void>> {
    const result = await this.#change((table) => table.put(record));
    if (result.ok) {
      const wasUnsaved = this.#unsaved.delete(record.id);
      // Another record that fits, perhaps one begun earlier, does not mean that this one is kept.
      if (this.#unsaved.size === 0) this.#withdraw('full');
      else if (wasUnsaved) this.#notice('full', notKept(this.#unsaved.size));
      MARK.set();
    } else if (result.failure.stage === 'store' && result.failure.kind === 'quota') {
      this.#unsaved.set(record.id, record);
      this.#notice('full', notKept(this.#unsaved.size));
    }
    return result;
  }

  draws(query: { text: string; limit: number; before?: string }): Promise<Result<DrawSummary[]>> {
    return this.#use((table) => table.draws(query));
  }

  async samples(drawId: string): Promise<Result<{ records: SampleRecord[]; unreadable: number }>> {
    const rows = await this.#use((table) => table.samples(drawId));
    if (!rows.ok) return rows;
    const readings = rows.value.map(recordFromValue);
    const records = readings.flatMap((reading) => (reading.ok ? [reading.record] : []));
    return success({ records, unreadable: readings.length - records.length });
  }

  async remove(drawId: string): Promise<Result<SampleRecord[]>> {
    const removed = await this.#change((table) => table.remove(drawId));
    if (!removed.ok) return removed;
    this.#forgetUnsaved((record) => record.drawId === drawId);
    void this.#saveUnsaved();
    const readings = removed.value.map(recordFromValue);
    return success(readings.flatMap((reading) => (reading.ok ? [reading.record] : [])));
  }

  async clear(): Promise<Result<void>> {
    const result = await this.#change((table) => table.clear());
    if (!result.ok) return result;
    this.#forgetUnsaved(() => true);
    MARK.clear();
    return result;
  }

  /** What did not fit is in it too, in its place: an earlier state of the same sample is not. */
  async *export(): AsyncGenerator<string> {
    const unsaved = new Map(this.#unsaved);
    const waiting = [...unsaved.values()].sort((a, b) => (isAfter(a, placeOf(b)) ? 1 : -1));
    let cursor: ExportCursor | null = null;
    for (;;) {
      const from: ExportCursor | null = cursor;
      const batch: SampleRecord[] = await (await this.#table).after(from, BATCH);
      if (batch.length === 0) break;
      const lines: string[] = [];
      for (const record of batch) {
        while (waiting.length > 0 && isAfter(record, placeOf(waiting[0]!)))
          lines.push(`${recordToLine(waiting.shift()!)}\n`);
        if (!unsaved.has(record.id)) lines.push(`${recordToLine(record)}\n`);
      }
      if (lines.length > 0) yield lines.join('');
      cursor = placeOf(batch.at(-1)!);
    }
    if (waiting.length > 0) yield waiting.map((record) => `${recordToLine(record)}\n`).join('');
  }

  async import(
    records: AsyncIterable<RecordReading>,
    { duplicates = 'keep-first', signal }: HistoryImportOptions = {},
  ): Promise<Result<HistoryImport>> {
    const report: HistoryImport = { imported: 0, same: 0, differing: 0, bad: [], badCount: 0 };
    let batch: SampleRecord[] = [];
    const flush = async (): Promise<Result<void>> => {
      const pending = batch;
      batch = [];
      const added = await this.#change((table) => table.addAll(pending, duplicates));
      if (!added.ok) return added;
      report.imported += added.value.imported;
      report.same += added.value.same;
      report.differing += added.value.differing;
      return success(undefined);
    };
    for await (const reading of records) {
      signal?.throwIfAborted();
      if (reading.ok) batch.push(reading.record);
      else {
        const { place, reason } = reading;
        report.badCount++;
        if (report.bad.length < MOST_BAD) report.bad.push({ place, reason });
      }
      if (batch.length < BATCH) continue;
      const flushed = await flush();
      if (!flushed.ok) return flushed;
    }
    const flushed = await flush();
    if (!flushed.ok) return flushed;
    if (report.imported > 0) MARK.set();
    return success(report);
  }

  async usage(): Promise<{ usedBytes: number; quotaBytes: number; persisted: boolean } | null> {
    if (navigator.storage === undefined) return null;
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    return {
      usedBytes: usage,
      quotaBytes: quota,
      persisted: await navigator.storage.persisted(),
    };
  }

  async persist(): Promise<boolean> {
    return (await navigator.storage?.persist()) ?? false;
  }

  close(): void {
    this.#otherTabs.close();
    void this.#table.then((table) => table.close());
  }

  async #open(): Promise<RecordTable> {
    try {
      const database = await openDatabase({
        waiting: () =>
          this.#notice(
            'waiting',
            'Another tab of this app is still open with an older version. Close or reload it.',
          ),
        superseded: () =>
          this.#notice(
            'superseded',
            'A newer version of this app is open in another tab. Reload this one to go on.',
          ),
        terminated: () => {
          this.#table = this.#open();
        },
      });
      this.#withdraw('waiting');
      const table = new DatabaseTable(database);
      if (MARK.isSet && (await table.count()) === 0)
        this.#notice(
          'evicted',
          'The browser removed what was kept here. If you exported it before, import the file.',
        );
      return table;
    } catch (error) {
      return this.#openElsewhere(error);
    }
  }

  async #openElsewhere(error: unknown): Promise<RecordTable> {
    const failure = storeFailure(error);
    if (failure.stage === 'store' && failure.kind === 'newer-version') {
      this.#notice('newer-data', failure.detail);
      return new DatabaseTable(await openNewerDatabase());
    }
    this.#notice(
      'memory',
      `${failure.detail} Drawings are kept in memory and are gone when this tab closes: export what you need.`,
    );
    return new MemoryTable();
  }

  async #use<T>(work: (table: RecordTable) => Promise<T>): Promise<Result<T>> {
    try {
      return success(await work(await this.#table));
    } catch (error) {
      if (!isLostConnection(error) || this.#notices.has('superseded'))
        return failed(storeFailure(error));
    }
    try {
      // The connection was lost, not the data: one fresh connection, one more try (cases.md D11).
      this.#table = this.#open();
      return success(await work(await this.#table));
    } catch (error) {
      return failed(storeFailure(error));
    }
  }

  async #change<T>(work: (table: RecordTable) => Promise<T>): Promise<Result<T>> {
    const newer = this.#notices.get('newer-data');
    if (newer !== undefined)
      return failed({ stage: 'store', kind: 'newer-version', detail: newer });
    const result = await this.#use(work);
    if (result.ok) {
      this.#tell();
      this.#otherTabs.postMessage('changed');
    }
    return result;
  }

  /** The first that still does not fit ends it: the notice stays. */
  async #saveUnsaved(): Promise<void> {
    for (const record of [...this.#unsaved.values()]) {
      if (!(await this.put(record)).ok) return;
    }
  }

  #forgetUnsaved(isGone: (record: SampleRecord) => boolean): void {
    if (this.#unsaved.size === 0) return;
    for (const record of [...this.#unsaved.values()])
      if (isGone(record)) this.#unsaved.delete(record.id);
    if (this.#unsaved.size === 0) this.#withdraw('full');
    else this.#notice('full', notKept(this.#unsaved.size));
  }

  #notice(kind: StoreNotice['kind'], detail: string): void {
    this.#notices.set(kind, detail);
    this.#tell();
  }

  #withdraw(kind: StoreNotice['kind']): void {
    if (this.#notices.delete(kind)) this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const notKept = (count: number): string =>
  `The browser has no room left for this page: ${count === 1 ? '1 sample is' : `${count} samples are`} in memory only, and gone when this tab closes. An export holds ${count === 1 ? 'it' : 'them'} too; when old drawings are deleted, ${count === 1 ? 'it is' : 'they are'} saved.`;
