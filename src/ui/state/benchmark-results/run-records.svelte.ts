/**
 * A run's results as the views read them. The index comes from the small rows, so thousands of slots
 * are there within a second; the records, a hundred times larger, are read for reports only, in
 * pieces, and never kept.
 */
import { protocolNameAt } from '../../../core/embedding/encoder-card.ts';
import type { SampleRecord } from '../../../core/bench/record.ts';
import type { RunCard } from '../../../core/run/run-card.ts';
import type { SlotRow } from '../../../core/run/slot-row.ts';
import { RecordFold } from '../../../core/report/record-fold.ts';
import { reportOf, type ReportOptions } from '../../../core/report/make-report.ts';
import type { Report } from '../../../core/report/report.ts';
import type { KeptSuite } from '../../../core/ports/suite-store.ts';
import type { Benchmark } from '../benchmark/benchmark.svelte.ts';
import { keyOfEntry } from '../benchmark/run-tools.ts';
import {
  entryOf,
  indexedItems,
  ModelPlaces,
  sortedEntries,
  type IndexedItem,
  type IndexedModel,
  type SlotEntry,
} from './run-index.ts';
import { Slices } from './slices.ts';
import { withMarks } from './with-marks.ts';

/** How much of the run was read. */
export interface ReadProgress {
  /** `records`: the index is whole, and a report is on its way. */
  phase: 'rows' | 'records' | 'ready' | 'failed';
  done: number;
  /** 0 until it is known. */
  total: number;
}

/** Often enough to seem live, seldom enough that a report is made once while it is read. */
const NEWS_MS = 3_000;

export class RunRecords {
  readonly runId: string;
  /** An entry for every slot that has a record, in the order of `items`, then `models`. */
  index = $state.raw<readonly SlotEntry[]>([]);
  /** Items with at least one record. */
  items = $state.raw<readonly IndexedItem[]>([]);
  models = $state.raw<readonly IndexedModel[]>([]);
  progress = $state.raw<ReadProgress>({ phase: 'rows', done: 0, total: 0 });
  /** Why it could not be read; in words. */
  failure = $state<string | null>(null);
  card = $state.raw<RunCard | null>(null);
  /** Its items and what is said of it; `null`: it is not kept here. */
  suite = $state.raw<KeptSuite | null>(null);
  /** Raised whenever `index` has become another one, as the run goes on. */
  version = $state(0);

  readonly #benchmark: Benchmark;
  readonly #closed = new AbortController();
  readonly #entries = new Map<string, SlotEntry>();
  readonly #prompts = new Map<string, string>();
  #places: ModelPlaces | null = null;
  #news: SlotRow[] = [];
  #newsTimer: ReturnType<typeof setTimeout> | undefined;
  /** Slots that the fold has not seen as they are now; `null`: it has seen none. */
  #unfolded: Set<string> | null = null;
  #fold = new RecordFold();
  #folding: Promise<void> | null = null;
  readonly #opened: Promise<void>;

  constructor(runId: string, benchmark: Benchmark) {
    this.runId = runId;
    this.#benchmark = benchmark;
    this.#opened = this.#open();
  }

  get released(): boolean {
    return this.#closed.signal.aborted;
  }

  /** Resolves once `index` is whole; never rejects, see `failure`. */
  get opened(): Promise<void> {
    return this.#opened;
  }

  /**
   * One record, read now.
   * @param slotId of an entry of `index`
   * @returns `null` where it is gone, or cannot be read
   * @throws Error in words where the store fails
   */
  record(slotId: string): Promise<SampleRecord | null> {
    return this.#benchmark.services.runs.reader(this.runId).get(slotId);
  }

  /**
   * A report on all records there are by now, under these switches. The first call reads every record;
   * later ones read what is new. Suite, titles and protocol names are filled in.
   * @throws Error in words where the store fails; the signal's reason when released
   */
  async report(options: ReportOptions = {}): Promise<Report> {
    const fold = await this.folded();
    return withMarks(reportOf(fold, this.reportOptions(options)), this.models);
  }

  /** What a report of this run is made with beside the switches. */
  reportOptions(options: ReportOptions = {}): ReportOptions {
    const { suite } = this;
    const unreadable = this.#benchmark.services.runs.reader(this.runId).unreadable().length;
    return {
      suites: suite === null ? [] : [{ ...suite.facts, items: suite.suite.items }],
      protocolName: (encoderId) => {
        const entries = this.#benchmark.parts.encoding.entries;
        const entry = entries.find((candidate) => keyOfEntry(candidate) === encoderId);
        return entry === undefined ? null : protocolNameAt(entry.card, entry.precision);
      },
      badLines: unreadable,
      ...options,
    };
  }

  /** The records as reports need them, whole as of now. */
  async folded(): Promise<RecordFold> {
    await this.#opened;
    this.#folding ??= this.#foldNew().finally(() => (this.#folding = null));
    await this.#folding;
    return this.#fold;
  }

  /** Lets everything go; reading ends. */
  release(): void {
    clearTimeout(this.#newsTimer);
    this.#closed.abort(new DOMException('The view was left', 'AbortError'));
    this.#entries.clear();
    this.#fold = new RecordFold();
  }

  async #open(): Promise<void> {
    const { runs, suiteStore } = this.#benchmark.services;
    try {
      const cards = await runs.cards();
      if (!cards.ok) throw new Error(cards.failure.detail);
      const card = cards.value.find(({ runId }) => runId === this.runId);
      if (card === undefined) throw new Error('This browser keeps no run of that name.');
      this.card = card;
      this.#places = new ModelPlaces(card);
      const suite = await suiteStore.find(card.conditions.suite.sha256);
      this.suite = suite.ok ? suite.value : null;
      // Told of news before anything is read: a row that is told meanwhile is the newer one.
      const letGo = runs.watch(this.runId, (row) => this.#told(row));
      this.#closed.signal.addEventListener('abort', letGo, { once: true });
      const slices = new Slices();
      for await (const row of runs.reader(this.runId).rows()) {
        this.#take(row);
        if (!slices.due) continue;
        this.progress = { phase: 'rows', done: this.#entries.size, total: 0 };
        await slices.rest();
        this.#closed.signal.throwIfAborted();
      }
      this.#show();
      this.#ready();
    } catch (error) {
      this.#failed(error);
    }
  }

  #take(row: SlotRow): void {
    this.#entries.set(row.slotId, entryOf(row, this.#places!));
    this.#prompts.set(row.itemId, row.prompt);
    this.#unfolded?.add(row.slotId);
  }

  #show(): void {
    this.items = indexedItems(this.#prompts, this.suite?.suite ?? null);
    this.index = sortedEntries(this.#entries.values(), this.items);
    this.models = [...this.#places!.models];
    this.version++;
  }

  #told(row: SlotRow): void {
    this.#news.push(row);
    this.#newsTimer ??= setTimeout(() => {
      this.#newsTimer = undefined;
      void this.#opened.then(() => {
        if (this.#closed.signal.aborted) return;
        for (const told of this.#news.splice(0)) this.#take(told);
        this.#show();
      });
    }, NEWS_MS);
  }

  async #foldNew(): Promise<void> {
    const signal = this.#closed.signal;
    signal.throwIfAborted();
    try {
      const slices = new Slices();
      let done = 0;
      const total = this.#unfolded?.size ?? this.#entries.size;
      for await (const record of this.#recordsToFold()) {
        this.#fold.add(record);
        done++;
        if (!slices.due) continue;
        this.progress = { phase: 'records', done, total };
        await slices.rest();
        signal.throwIfAborted();
      }
      this.#ready();
    } catch (error) {
      // What was folded is not whole: the next report begins anew.
      this.#fold = new RecordFold();
      this.#unfolded = null;
      if (!signal.aborted) this.#failed(error);
      throw error;
    }
  }

  async *#recordsToFold(): AsyncGenerator<SampleRecord> {
    const reader = this.#benchmark.services.runs.reader(this.runId);
    const news = this.#unfolded;
    // From here on the news is what comes while this is read.
    this.#unfolded = new Set();
    if (news === null) {
      yield* reader.records();
      return;
    }
    for (const slotId of news) {
      const record = await reader.get(slotId);
      if (record !== null) yield record;
    }
  }

  #ready(): void {
    const { size } = this.#entries;
    this.progress = { phase: 'ready', done: size, total: size };
  }

  #failed(error: unknown): void {
    if (this.#closed.signal.aborted) return;
    this.failure = error instanceof Error ? error.message : String(error);
    this.progress = { ...this.progress, phase: 'failed' };
  }
}
