/** The runs that this browser keeps: how far each is, and what can be done with it from outside. */
import type { Failure, Result } from '../../../core/failure.ts';
import type { ImportReport, StoreNotice } from '../../../core/ports/history-store.ts';
import { linesOf } from '../../../core/bench/lines.ts';
import { recordsOfLines } from '../../../core/bench/read-records.ts';
import type { RecordReading } from '../../../core/bench/records-to-score.ts';
import type { RunCard } from '../../../core/run/run-card.ts';
import type { SuiteFacts } from '../../../core/suite/suite-facts.ts';
import { inSlices } from '../benchmark-results/slices.ts';
import { Latest } from '../latest.ts';
import { UNDO, type Notices } from '../notices.svelte.ts';
import type { BenchmarkServices } from '../services.ts';
import { IMPORTED_PROVIDER } from './imported-answers.ts';
import { forgetLog } from './run-log.svelte.ts';

/** What a row of the list says; counted from rows, so it is told once they are read. */
export interface RunCounts {
  done: number;
  failed: number;
  answered: number;
  /** `null`: the run asks for all items of a suite that is not here. */
  total: number | null;
}

export class RunList {
  cards = $state.raw<readonly RunCard[] | null>(null);
  counts = $state.raw<Readonly<Record<string, RunCounts>>>({});
  suites = $state.raw<Readonly<Record<string, SuiteFacts>>>({});
  notices = $state.raw<readonly StoreNotice[]>([]);
  failure = $state.raw<Failure | null>(null);

  readonly #services: BenchmarkServices;
  readonly #told: Notices;
  readonly #reads = new Latest();

  constructor(services: BenchmarkServices, notices: Notices) {
    this.#services = services;
    this.#told = notices;
    services.runs.subscribe(() => void this.refresh());
    void this.refresh();
  }

  /** Runs tell when one is added or removed, not each sample: what a list says is counted again. */
  async refresh(): Promise<void> {
    const isLatest = this.#reads.begin();
    const { runs, suiteStore } = this.#services;
    const found = await runs.cards();
    if (!isLatest()) return;
    this.notices = runs.notices();
    this.failure = found.ok ? null : found.failure;
    if (!found.ok) return;
    for (const { conditions } of found.value) {
      const { sha256 } = conditions.suite;
      const facts = this.suites[sha256] === undefined ? await suiteStore.facts(sha256) : null;
      if (facts !== null) this.suites = { ...this.suites, [sha256]: facts };
    }
    if (!isLatest()) return;
    this.cards = found.value;
    for (const card of found.value) {
      const counts = await this.#count(card);
      if (!isLatest()) return;
      if (counts !== null) this.counts = { ...this.counts, [card.runId]: counts };
    }
  }

  /** Deletes at once and offers to bring it back: undo replaces "are you sure". */
  async remove(card: RunCard): Promise<void> {
    const { runs } = this.#services;
    const lines: string[] = [];
    try {
      for await (const line of runs.export(card.runId)) lines.push(line);
    } catch (error) {
      return this.#told.fault(`The run is left as it is: ${wordsOf(error)}`);
    }
    const removed = await runs.remove(card.runId);
    if (!removed.ok) return this.#told.fault(removed.failure.detail);
    forgetLog(card.runId);
    const count = `${lines.length} ${lines.length === 1 ? 'sample' : 'samples'}`;
    this.#told.tell(`Run deleted, ${count}`, {
      label: UNDO,
      run: () => void this.#bringBack(card, lines),
    });
  }

  /** @throws what reading the file throws */
  async import(
    records: AsyncIterable<RecordReading>,
    signal: AbortSignal,
  ): Promise<Result<ImportReport>> {
    const report = await this.#services.runs.import(inSlices(records), signal);
    await this.refresh();
    return report;
  }

  async #bringBack(card: RunCard, lines: readonly string[]): Promise<void> {
    const saved = await this.#services.runs.saveCard(card);
    const back = saved.ok
      ? await this.#services.runs.import(inSlices(recordsOfLines(linesOf(each(lines)))))
      : saved;
    if (!back.ok) this.#told.fault(back.failure.detail);
  }

  async #count(card: RunCard): Promise<RunCounts | null> {
    const { runId, models, templates, seeds, samples, conditions } = card;
    const counted = await this.#services.runs.counts(runId);
    // Opening the run says why; the list goes on with the others.
    if (!counted.ok) return null;
    const states = counted.value;
    const imported = models.every(({ providerId }) => providerId === IMPORTED_PROVIDER);
    const sum = states.done + states.failed + states.answered;
    const facts = this.suites[conditions.suite.sha256];
    const inSuite = facts?.categories.reduce((all, { items }) => all + items, 0) ?? null;
    const items = card.items?.length ?? inSuite;
    const each = models.length * templates.length * seeds.length * samples;
    return { ...states, total: imported ? sum : items === null ? null : items * each };
  }
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
