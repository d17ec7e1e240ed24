/** The runs of this page: in IndexedDB where it is to be had, else in memory, and it says which. */
import { recordToLine } from '../../core/bench/record-line.ts';
import type { SampleRecord } from '../../core/bench/record.ts';
import type { RecordReading } from '../../core/bench/records-to-score.ts';
import { failed, success, type Result } from '../../core/failure.ts';
import type { ImportReport, StoreNotice } from '../../core/ports/history-store.ts';
import type { KeptReports, RunLibrary } from '../../core/ports/run-library.ts';
import { cardFromValue, type RunCard } from '../../core/run/run-card.ts';
import { GroupCommit } from '../../core/run/group-commit.ts';
import type { RunJournal, RunReader } from '../../core/run/run-journal.ts';
import type { Report } from '../../core/report/report.ts';
import { rowOf, type SlotRow, type SlotState } from '../../core/run/slot-row.ts';
import { KeptMark } from '../store/kept-mark.ts';
import { isLostConnection } from '../store/store-failure.ts';
import { DatabaseRunTable } from './database-run-table.ts';
import { MemoryRunTable } from './memory-run-table.ts';
import {
  openNewerRunDatabase,
  openOlderRunDatabase,
  openRunDatabase,
  type RunDatabase,
} from './run-database.ts';
import { RunImport } from './run-import.ts';
import { lockRun, runIsFree } from './run-lease.ts';
import { HELD_ELSEWHERE, runStoreFailure } from './run-store-failure.ts';
import { TableRunReader } from './table-run-reader.ts';
import type { RunTable } from './run-table.ts';
import { RunNews } from './run-news.ts';

const MARK = new KeptMark('sgp:runs');

export class PageRunLibrary implements RunLibrary {
  #table: Promise<RunTable>;
  readonly #notices = new Map<StoreNotice['kind'], string>();
  readonly #news = new RunNews();
  readonly #locks: LockManager | null;

  /** @param locks `null` where the browser has none: then nothing keeps two tabs apart */
  constructor(locks: LockManager | null = navigator.locks ?? null) {
    this.#locks = locks;
    this.#table = this.#open();
  }

  notices(): StoreNotice[] {
    return [...this.#notices].map(([kind, detail]) => ({ kind, detail }));
  }

  subscribe(listener: () => void): () => void {
    return this.#news.onChange(listener);
  }

  watch(runId: string, listener: (row: SlotRow) => void): () => void {
    return this.#news.onRow(runId, listener);
  }

  async cards(): Promise<Result<RunCard[]>> {
    const found = await this.#use((table) => table.cards());
    if (!found.ok) return found;
    const readings = found.value.map(cardFromValue);
    const cards = readings.flatMap((reading) => (reading.ok ? [reading.card] : []));
    return success(cards.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)));
  }

  async saveCard(card: RunCard): Promise<Result<void>> {
    const saved = await this.#change((table) => table.putCard(card));
    if (saved.ok) {
      this.#kept();
      this.#news.changed();
    }
    return saved;
  }

  counts(runId: string): Promise<Result<Record<SlotState, number>>> {
    return this.#use((table) => table.counts(runId));
  }

  reports(runId: string): Promise<Result<KeptReports>> {
    return this.#use((table) => table.reports(runId));
  }

  keepReport(
    runId: string,
    state: string,
    question: string,
    report: Report,
  ): Promise<Result<void>> {
    return this.#change((table) => table.putReport(runId, state, question, report));
  }

  reader(runId: string): RunReader {
    return new TableRunReader(runId, <T>(work: (table: RunTable) => Promise<T>) => this.#use(work));
  }

  async hold(runId: string): Promise<Result<RunJournal>> {
    const release = await lockRun(runId, this.#locks);
    if (release === null) return failed(HELD_ELSEWHERE);
    const reader = this.reader(runId);
    const commits = new GroupCommit<SampleRecord>(async (batch) => {
      const kept = await this.#change((table) => table.put(batch));
      if (!kept.ok) throw new NotKept(kept);
      for (const record of batch) this.#news.row(rowOf(record));
    }, failureOfCommit);
    return success({
      rows: () => reader.rows(),
      records: () => reader.records(),
      get: (slotId) => reader.get(slotId),
      unreadable: () => reader.unreadable(),
      append: (record) => commits.add(record),
      async close() {
        await commits.idle();
        await release();
      },
    });
  }

  whenFree(runId: string, signal: AbortSignal): Promise<void> {
    return runIsFree(runId, this.#locks, signal);
  }

  async import(
    records: AsyncIterable<RecordReading>,
    signal?: AbortSignal,
  ): Promise<Result<ImportReport>> {
    const importing = new RunImport(
      (work) => this.#change(work),
      (record) => this.#news.row(rowOf(record)),
    );
    for await (const reading of records) {
      signal?.throwIfAborted();
      const added = await importing.add(reading);
      if (!added.ok) return added;
    }
    const report = await importing.end();
    if (report.ok && report.value.imported > 0) this.#kept();
    if (report.ok) this.#news.changed();
    return report;
  }

  async *export(runId: string): AsyncGenerator<string> {
    for await (const record of this.reader(runId).records()) yield recordToLine(record) + '\n';
  }

  async remove(runId: string): Promise<Result<void>> {
    const release = await lockRun(runId, this.#locks);
    if (release === null) return failed(HELD_ELSEWHERE);
    const removed = await this.#change(async (table) => {
      await table.remove(runId);
      if ((await table.runIds()).length === 0) MARK.clear();
    });
    await release();
    if (removed.ok) this.#news.changed();
    return removed;
  }

  close(): void {
    this.#news.close();
    void this.#table.then((table) => table.close());
  }

  async #open(): Promise<RunTable> {
    try {
      const database = await openRunDatabase({
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
      if (this.#notices.delete('waiting')) this.#news.changed();
      const table = new DatabaseRunTable(database);
      if (MARK.isSet && (await isEmpty(table)))
        this.#notice(
          'evicted',
          'The browser removed the runs that were kept here. If you exported them before, import the files.',
        );
      return table;
    } catch (error) {
      return this.#openElsewhere(error);
    }
  }

  async #openElsewhere(error: unknown): Promise<RunTable> {
    const failure = runStoreFailure(error);
    if (failure.stage === 'store' && failure.kind === 'newer-version') {
      this.#notice('newer-data', failure.detail);
      return new DatabaseRunTable(await openNewerRunDatabase());
    }
    const older = await this.#openOlder();
    if (older !== null) {
      this.#notice(
        'newer-data',
        `The runs that are kept here could not be brought up to date (${failure.detail}) They are as they were: they can be read and exported, and nothing new is kept. Reload the page to try again.`,
      );
      return new DatabaseRunTable(older);
    }
    this.#notice(
      'memory',
      `${failure.detail} Runs are kept in memory and are gone when this tab closes: export what you need.`,
    );
    return new MemoryRunTable();
  }

  /** An upgrade that failed leaves what was there (cases.md D7). */
  async #openOlder(): Promise<RunDatabase | null> {
    try {
      return await openOlderRunDatabase();
    } catch {
      // Storage is off altogether: said in the notice of memory.
      return null;
    }
  }

  /** The first runs of this browser: it is asked to keep them, and may say no. */
  #kept(): void {
    if (this.#notices.has('memory')) return;
    this.#notices.delete('evicted');
    if (MARK.set()) void navigator.storage?.persist?.().catch(() => false);
  }

  async #use<T>(work: (table: RunTable) => Promise<T>): Promise<Result<T>> {
    try {
      return success(await work(await this.#table));
    } catch (error) {
      if (!isLostConnection(error) || this.#notices.has('superseded'))
        return failed(runStoreFailure(error));
    }
    try {
      // The connection was lost, not the data: one fresh connection, one more try (cases.md D11).
      this.#table = this.#open();
      return success(await work(await this.#table));
    } catch (error) {
      return failed(runStoreFailure(error));
    }
  }

  async #change<T>(work: (table: RunTable) => Promise<T>): Promise<Result<T>> {
    const newer = this.#notices.get('newer-data');
    if (newer !== undefined)
      return failed({ stage: 'store', kind: 'newer-version', detail: newer });
    return this.#use(work);
  }

  #notice(kind: StoreNotice['kind'], detail: string): void {
    this.#notices.set(kind, detail);
    this.#news.changed();
  }
}

async function isEmpty(table: RunTable): Promise<boolean> {
  return (await table.cards()).length === 0 && (await table.runIds()).length === 0;
}

/** Carries a failure through a commit that has to reject. */
class NotKept extends Error {
  readonly failure;

  constructor({ failure }: Extract<Result<never>, { ok: false }>) {
    super(failure.detail);
    this.failure = failure;
  }
}

const failureOfCommit = (error: unknown) =>
  error instanceof NotKept ? error.failure : runStoreFailure(error);
