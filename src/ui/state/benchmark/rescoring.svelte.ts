/** The answers of a run scored again under other conditions, into a run of their own: nobody is asked. */
import { cardOf, planOf } from '../../../core/run/run-card.ts';
import type { RunConditions, RunPlan } from '../../../core/run/run-plan.ts';
import { rescoreRun } from '../../../core/run/rescore.ts';
import { runIdOf } from '../../../core/run/run-plan.ts';
import type { BenchmarkParts } from './benchmark.svelte.ts';
import type { RunSession } from './run-session.svelte.ts';
import { SCORING_WIDTH, scoringTools, suiteReferences } from './run-tools.ts';

export class Rescoring {
  done = $state(0);
  total = $state(0);
  failure = $state('');
  #stop = $state.raw<AbortController | null>(null);
  readonly #parts: BenchmarkParts;

  constructor(parts: BenchmarkParts) {
    this.#parts = parts;
  }

  get running(): boolean {
    return this.#stop !== null;
  }

  stop(): void {
    this.#stop?.abort(new DOMException('Stopped by the person', 'AbortError'));
  }

  /** @returns the new run's name once all is scored; `null` where it ended before */
  async begin(session: RunSession, change: Partial<RunConditions>): Promise<string | null> {
    const { card, kept } = session;
    if (card === null || this.running) return null;
    const plan = kept === null ? null : planOf(card, kept.suite);
    if (plan === null || !plan.ok) {
      this.failure = plan?.failure.detail ?? 'The suite of this run is not kept here: open it first.'; // prettier-ignore
      return null;
    }
    const wanted: RunPlan = {
      ...plan.value,
      conditions: { ...plan.value.conditions, ...change },
    };
    if (runIdOf(wanted.conditions) === card.runId) {
      this.failure = 'These are the conditions that it has been scored under.';
      return null;
    }
    const stop = new AbortController();
    this.#stop = stop;
    this.failure = '';
    this.done = 0;
    this.total = session.rows.size;
    try {
      return await this.#score(wanted, session, stop.signal);
    } catch (error) {
      if (stop.signal.aborted)
        this.failure = 'Stopped. What is scored is kept: the same choice goes on there.'; // prettier-ignore
      else this.failure = error instanceof Error ? error.message : String(error);
      return null;
    } finally {
      this.#stop = null;
    }
  }

  async #score(plan: RunPlan, session: RunSession, signal: AbortSignal): Promise<string | null> {
    const { services } = this.#parts;
    const tools = await scoringTools(this.#parts, plan.conditions.encoders);
    if (!tools.ok) return this.#failed(tools.failure.detail);
    const card = cardOf(plan, services.clock.date());
    const saved = await services.runs.saveCard(card);
    if (!saved.ok) return this.#failed(saved.failure.detail);
    const held = await services.runs.hold(card.runId);
    if (!held.ok) return this.#failed(held.failure.detail);
    try {
      const rescored = await rescoreRun(
        plan,
        {
          from: services.runs.reader(session.runId),
          to: held.value,
          tools: tools.value,
          width: SCORING_WIDTH,
          referenceFor: suiteReferences(this.#parts, session.pictures),
        },
        () => this.done++,
        signal,
      );
      await services.embeddings.flush();
      return rescored.ok ? card.runId : this.#failed(rescored.failure.detail);
    } finally {
      await held.value.close();
    }
  }

  #failed(detail: string): null {
    this.failure = detail;
    return null;
  }
}
