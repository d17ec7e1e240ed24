/** The reporter port in a worker of its own, which ends with the view that asked. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { Reporter, ReportQuestion, ReportTable } from '../../core/ports/reporter.ts';
import type { ItemCategory } from '../../core/report/categories.ts';
import type { Report } from '../../core/report/report.ts';
import { scriptName } from '#spawn';
import { WorkerHost } from '../../workers/worker-host.ts';
import type { ProgressOf } from '../../workers/protocol.ts';
import type { ReportCalls } from './report-calls.ts';

/** The official 3,200 items on eight models take a slow phone some minutes. */
const LIMIT_MS = 900_000;

export class WorkerReporter implements Reporter {
  readonly #host: WorkerHost<ReportCalls>;
  #added = 0;
  /** Ends when all that was asked before is answered. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(host = newHost()) {
    this.#host = host;
  }

  get added(): number {
    return this.#added;
  }

  add(records: readonly SampleRecord[]): Promise<void> {
    return this.#inTurn(async () => {
      await this.#ask('add', { known: this.#added, records });
      this.#added += records.length;
    });
  }

  get code(): string | null {
    return scriptName('report');
  }

  addRun(runId: string, told: (done: number) => void): Promise<string[]> {
    return this.#inTurn(async () => {
      const { records, unreadable } = await this.#ask('addRun', { runId }, told);
      this.#added = records;
      return unreadable;
    });
  }

  report(question: ReportQuestion, signal?: AbortSignal): Promise<Report> {
    const asked = plain(question);
    return this.#inTurn(() => this.#ask('report', { known: this.#added, question: asked }), signal);
  }

  table(table: ReportTable, question: ReportQuestion, signal?: AbortSignal): Promise<string[]> {
    const asked = plain(question);
    return this.#inTurn(
      () => this.#ask('table', { known: this.#added, table, question: asked }),
      signal,
    );
  }

  forget(): void {
    void this.#inTurn(async () => {
      this.#added = 0;
    });
  }

  release(): void {
    this.#host.dispose();
  }

  /** The signal never reaches the host: aborting a call there ends the worker, and its records go. */
  #inTurn<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const answer = this.#turn.then(() => {
      signal?.throwIfAborted();
      return work();
    });
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async #ask<Name extends keyof ReportCalls>(
    name: Name,
    job: Parameters<ReportCalls[Name]>[0],
    onProgress?: (told: ProgressOf<ReportCalls, Name>) => void,
  ): Promise<Exclude<ReturnType<ReportCalls[Name]>, 'forgotten'>> {
    try {
      const options = { limitMs: LIMIT_MS, ...(onProgress && { onProgress }) };
      const result = await this.#host.call(name, job as never, options);
      if (!result.ok) throw new Error(result.failure.detail);
      if (result.value === 'forgotten') throw new Error(LOST);
      return result.value as Exclude<ReturnType<ReportCalls[Name]>, 'forgotten'>;
    } catch (error) {
      // Whatever a worker still holds then, the next records begin anew.
      this.#added = 0;
      throw error;
    }
  }
}

const LOST = 'The worker that counts lost its records: they have to be read again.';

const newHost = (): WorkerHost<ReportCalls> =>
  new WorkerHost<ReportCalls>('report', {
    failureOf: ({ kind, detail }) => new Error(`${LOST} (${kind}: ${detail})`),
  });

/** Items bring their texts and references along, of which a report reads the categories. */
const plain = (question: ReportQuestion): ReportQuestion => ({
  ...question,
  suites: question.suites?.map(({ items, ...suite }) => ({
    ...suite,
    ...(items === undefined ? {} : { items: categoriesOf(items) }),
  })),
});

const categoriesOf = (items: ReadonlyMap<string, ItemCategory>): Map<string, ItemCategory> =>
  new Map(
    [...items].map(([id, { category, subcategory }]) => [id, { category, subcategory }] as const),
  );
