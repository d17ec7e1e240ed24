/**
 * A run's results as the views read them. The index comes from the small rows, so thousands of slots
 * are there within a second; the records, a hundred times larger, are read for reports only, beside
 * the page, and never kept. A report that was made before of the same records is not made again.
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
import { reportQuestionKey } from './report-question-key.ts';
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
  #news: SlotRow[] = [];
  #newsTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #named: Promise<void>;
  readonly #opened: Promise<void>;

  constructor(runId: string, benchmark: Benchmark) {
    this.runId = runId;
    this.#benchmark = benchmark;
    this.choices = reportChoices(runId);
    this.blanks = new BlankMeasuring((encoderId) => scoringTools(benchmark.parts, [encoderId]));
    this.pictures = new PictureMeasuring((ids) => scoringTools(benchmark.parts, ids));
    this.#reporter = benchmark.services.reporter();
    this.#folding = new RecordFolding(this.#reporter);
    this.#named = this.#name();
    this.#opened = this.#named
      .then(() => this.#open())
      .catch((error: unknown) => this.#failed(error));
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
   * A report on all records there are by now, under the choices of the moment: the one that was kept,
   * where nothing has changed since. Else the first call reads every record; later ones read what is
   * new. Suite, titles and protocol names are filled in.
   * @throws Error in words where the store fails; the signal's reason when released or aborted
   */
  async report(signal?: AbortSignal): Promise<Report> {
    await this.#readable(this.#named);
    signal?.throwIfAborted();
    return withMarks((await this.#keptReport()) ?? (await this.#makeReport(signal)), this.models);
  }

  async #makeReport(signal: AbortSignal | undefined): Promise<Report> {
    await this.#fold();
    await this.measureBlanks(signal);
    await this.#measurePictures(signal);
    const question = this.#question();
    const { state } = this.#folding;
    const report = await this.#reporter.report(question, signal);
    const key = reportQuestionKey(this.#reporter.code, question);
    // Where it cannot be kept it is made again at the next visit: nothing that a person must know.
    if (key !== null && state !== null)
      await this.#benchmark.services.runs.keepReport(this.runId, state, key, report);
    return report;
  }

  async #keptReport(): Promise<Report | null> {
    const key = reportQuestionKey(this.#reporter.code, this.#question());
    if (key === null || this.choices.wantsBlanks || this.choices.wantsPictures) return null;
    const kept = await this.#benchmark.services.runs.reports(this.runId);
    const report = kept.ok ? kept.value.byQuestion.get(key) : undefined;
    if (report === undefined) return null;
    this.#ready();
    return report;
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
      badLines: this.#folding.unreadable,
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
    await this.#readable(this.#named);
    const { runs } = this.#benchmark.services;
    const kept = await runs.reports(this.runId);
    const inMemory = runs.notices().some(({ kind }) => kind === 'memory');
    await this.#folding.read(
      {
        reader: runs.reader(this.runId),
        storedRun: inMemory ? null : this.runId,
        state: kept.ok ? kept.value.state : null,
      },
      (done) => {
        const { length: total } = this.index;
        this.progress = { phase: 'records', done: Math.min(done, total), total };
      },
      this.#closed.signal,
    );
    // What is measured beside the records goes by the index.
    await this.#readable(this.#opened);
    this.#ready();
  }

  async #readable(step: Promise<void>): Promise<void> {
    await step.catch((error: unknown) => this.#failed(error));
    this.#closed.signal.throwIfAborted();
    if (this.failure !== null) throw new Error(this.failure);
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

  /** The run's page has its card and its suite, or is reading them. */
  async #name(): Promise<void> {
    const session = this.#benchmark.session(this.runId);
    await session.named;
    const { card, kept, failure } = session;
    if (card === null)
      throw new Error(failure?.detail ?? 'This browser keeps no run of that name.');
    this.card = card;
    this.suite = kept;
    this.#read = new RunIndex(card);
    this.models = this.#read.snapshot(null).models;
  }

  /** The run's page has all rows, or is reading them: once is enough. */
  async #open(): Promise<void> {
    const session = this.#benchmark.session(this.runId);
    // Told of news before anything is read: a row that is told meanwhile is the newer one.
    const letGo = this.#benchmark.services.runs.watch(this.runId, (row) => this.#told(row));
    this.#closed.signal.addEventListener('abort', letGo, { once: true });
    const failure = await session.read;
    if (failure !== null) throw new Error(failure.detail);
    const slices = new Slices();
    for (const row of [...session.rows.values()]) {
      this.#read?.take(row);
      if (!slices.due) continue;
      this.progress = { phase: 'rows', done: this.#read?.size ?? 0, total: 0 };
      await slices.rest();
      this.#closed.signal.throwIfAborted();
    }
    this.#show();
    if (this.progress.phase === 'rows') this.#ready();
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
