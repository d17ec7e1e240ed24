/**
 * A run's results as the views read them. The index comes from the small rows, so thousands of slots
 * are there within a second; the records, a hundred times larger, are read for reports only, in
 * pieces, and never kept.
 */
import { protocolNameAt } from '../../../core/embedding/encoder-card.ts';
import type { SampleRecord } from '../../../core/bench/record.ts';
import type { RunCard } from '../../../core/run/run-card.ts';
import type { SlotRow } from '../../../core/run/slot-row.ts';
import { columnsOf, type Column } from '../../../core/report/column.ts';
import { dinoEncoders, diversityEncoders } from '../../../core/report/picture-measures.ts';
import type { Report } from '../../../core/report/report.ts';
import type { Reporter, ReportQuestion, ReportTable } from '../../../core/ports/reporter.ts';
import type { KeptSuite } from '../../../core/ports/suite-store.ts';
import type { Benchmark } from '../benchmark/benchmark.svelte.ts';
import { keyOfEntry, scoringTools, suiteReferences } from '../benchmark/run-tools.ts';
import { BlankMeasuring } from './blank-measuring.svelte.ts';
import { blankSubjects, cosineEncoders } from './blank-subjects.ts';
import { reportChoices } from './kept-report-choices.ts';
import { PictureMeasuring } from './picture-measuring.svelte.ts';
import { RecordFolding } from './record-folding.ts';
import type { ReportChoices } from './report-choices.svelte.ts';
import { RunIndex, type IndexedItem, type IndexedModel, type SlotEntry } from './run-index.ts';
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
  /** How it is counted, in all views. */
  readonly choices: ReportChoices;
  readonly blanks: BlankMeasuring;
  readonly pictures: PictureMeasuring;
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
  readonly #reporter: Reporter;
  readonly #folding: RecordFolding;
  #read: RunIndex | null = null;
  #unreadable = 0;
  #news: SlotRow[] = [];
  #newsTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #opened: Promise<void>;

  constructor(runId: string, benchmark: Benchmark) {
    this.runId = runId;
    this.#benchmark = benchmark;
    this.choices = reportChoices(runId);
    this.blanks = new BlankMeasuring((encoderId) => scoringTools(benchmark.parts, [encoderId]));
    this.pictures = new PictureMeasuring((ids) => scoringTools(benchmark.parts, ids));
    this.#reporter = benchmark.services.reporter();
    this.#folding = new RecordFolding(this.#reporter);
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
   * A report on all records there are by now, under the choices of the moment. The first call reads
   * every record; later ones read what is new. Suite, titles and protocol names are filled in.
   * @throws Error in words where the store fails; the signal's reason when released or aborted
   */
  async report(signal?: AbortSignal): Promise<Report> {
    await this.#fold();
    await this.measureBlanks(signal);
    await this.#measurePictures(signal);
    const report = await this.#reporter.report(this.#question(), signal);
    return withMarks(report, this.models);
  }

  /** All items or samples as lines of CSV, under the choices of the moment; throws as `report`. */
  async table(table: ReportTable): Promise<string[]> {
    await this.#fold();
    await this.measureBlanks();
    await this.#measurePictures();
    return this.#reporter.table(table, this.#question());
  }

  /**
   * Measures what blank pictures score, where the policy asks for it or has asked before: what cannot
   * be measured is told in `blanks.faults`.
   * @throws the signal's reason when released or aborted
   */
  async measureBlanks(signal?: AbortSignal): Promise<void> {
    if (!this.choices.wantsBlanks && !this.blanks.asked) return;
    const { suite, card } = this;
    const sha256 = card?.conditions.suite.sha256 ?? '';
    const { parts } = this.#benchmark;
    const references = suiteReferences(parts, this.#benchmark.session(this.runId).pictures);
    const referenceOf = (itemId: string) => {
      const item = suite?.suite.items.get(itemId);
      return item === undefined ? Promise.resolve(null) : references(item);
    };
    const subjects = blankSubjects(this.index, this.items, sha256 || null, referenceOf);
    const closed = this.#closed.signal;
    const either = signal === undefined ? closed : AbortSignal.any([closed, signal]);
    await this.blanks.measure(cosineEncoders(this.index), subjects, either);
  }

  /** Two samples of an item, and an encoder that compares pictures. */
  get canMeasureDiversity(): boolean {
    return this.index.length > this.items.length && this.#measured(diversityEncoders).length > 0;
  }

  /** Pictures are seen again, the new samples too. */
  measureAgain(): void {
    this.pictures.forget();
    this.version++;
  }

  /** As `measureBlanks`, for what pictures have to be seen again for. */
  async #measurePictures(signal?: AbortSignal): Promise<void> {
    const { choices, suite } = this;
    const wishes = {
      diversity: choices.diversity ? this.#measured(diversityEncoders) : [],
      meanTokens: choices.wantsMeanTokens ? this.#measured(dinoEncoders) : [],
    };
    if (wishes.diversity.length + wishes.meanTokens.length === 0) return;
    const { parts, services } = this.#benchmark;
    const references = suiteReferences(parts, this.#benchmark.session(this.runId).pictures);
    const pictures = () => ({
      total: this.index.length,
      records: services.runs.reader(this.runId).records(),
      referenceOf({ item }: SampleRecord) {
        const known = item === null ? undefined : suite?.suite.items.get(item.itemId);
        return known === undefined ? Promise.resolve(null) : references(known);
      },
    });
    const closed = this.#closed.signal;
    const either = signal === undefined ? closed : AbortSignal.any([closed, signal]);
    await this.pictures.measure(wishes, pictures, either);
  }

  #measured(encodersOf: (columns: readonly Column[]) => string[]): string[] {
    return encodersOf(columnsOf(this.index)).sort();
  }

  #question(): ReportQuestion {
    const { suite, choices, blanks, pictures } = this;
    const named = this.#benchmark.parts.encoding.entries.flatMap((entry) => {
      const name = protocolNameAt(entry.card, entry.precision);
      return name === null ? [] : [[keyOfEntry(entry), name] as const];
    });
    return {
      suites: suite === null ? [] : [{ ...suite.facts, items: suite.suite.items }],
      protocolNames: Object.fromEntries(named),
      badLines: this.#unreadable,
      blankScores: blanks.scores,
      pictureMeasures: {
        meanTokens: pictures.measures.meanTokens,
        diversity: choices.diversity ? pictures.measures.diversity : [],
      },
      ...choices.switches,
    };
  }

  /** Gives the reporter the records, whole as of now. */
  async #fold(): Promise<void> {
    await this.#opened;
    if (this.failure !== null) throw new Error(this.failure);
    const reader = this.#benchmark.services.runs.reader(this.runId);
    const total = this.index.length;
    await this.#folding.read(
      reader,
      (done) => (this.progress = { phase: 'records', done: Math.min(done, total), total }),
      this.#closed.signal,
    );
    this.#unreadable = reader.unreadable().length;
    this.#ready();
  }

  /** Its suite was opened after the run was; nothing happens where it is known. */
  useSuite(kept: KeptSuite): void {
    if (this.suite !== null) return;
    this.suite = kept;
    this.#show();
  }

  /** Lets everything go; reading ends. */
  release(): void {
    clearTimeout(this.#newsTimer);
    this.#closed.abort(new DOMException('The view was left', 'AbortError'));
    this.#reporter.release();
    this.index = [];
    this.#read = null;
  }

  async #open(): Promise<void> {
    const { runs, suiteStore } = this.#benchmark.services;
    try {
      const cards = await runs.cards();
      if (!cards.ok) throw new Error(cards.failure.detail);
      const card = cards.value.find(({ runId }) => runId === this.runId);
      if (card === undefined) throw new Error('This browser keeps no run of that name.');
      this.card = card;
      this.#read = new RunIndex(card);
      const suite = await suiteStore.find(card.conditions.suite.sha256);
      this.suite = suite.ok ? suite.value : null;
      // Told of news before anything is read: a row that is told meanwhile is the newer one.
      const letGo = runs.watch(this.runId, (row) => this.#told(row));
      this.#closed.signal.addEventListener('abort', letGo, { once: true });
      const slices = new Slices();
      for await (const row of runs.reader(this.runId).rows()) {
        this.#take(row);
        if (!slices.due) continue;
        this.progress = { phase: 'rows', done: this.#read?.size ?? 0, total: 0 };
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
    this.#read?.take(row);
    this.#folding.changed(row.slotId);
  }

  #show(): void {
    if (this.#read === null) return;
    const { index, items, models } = this.#read.snapshot(this.suite?.suite ?? null);
    this.items = items;
    this.models = models;
    this.index = index;
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

  #ready(): void {
    const { length } = this.index;
    this.progress = { phase: 'ready', done: length, total: length };
  }

  #failed(error: unknown): void {
    if (this.#closed.signal.aborted) return;
    this.failure = error instanceof Error ? error.message : String(error);
    this.progress = { ...this.progress, phase: 'failed' };
  }
}
