/**
 * A run: takes the slots that are open, asks for each, makes the answer durable, scores it, and makes
 * the result durable. Ended anywhere, it goes on from its journal: at most the calls under way are
 * made again, and no slot ever has two results. READ `runPlan` FIRST.
 */
import { askedWith, tokenLimit, wantsMoreTokens, withoutRaised } from '../ask-again.ts';
import { isAnswer } from '../attempt.ts';
import type { Attempt, LanguageModel } from '../ports/language-model.ts';
import type { SampleRecord } from '../bench/record.ts';
import type { ScoringTools } from '../evaluate.ts';
import type { Failure } from '../failure.ts';
import type { Price } from '../ports/model-shelf.ts';
import { extractWith } from '../program/read-aside.ts';
import { fillTemplate } from '../prompt/template.ts';
import type { EmbeddableReference } from '../reference.ts';
import {
  judgeAttempts,
  unscoredRecord,
  type SampleListener,
  type SampleRequest,
} from '../sample.ts';
import { SILENT } from '../stage.ts';
import type { SuiteItem } from '../suite/suite.ts';
import { askSlot, type AskTools } from './ask-slot.ts';
import { BudgetKeeper } from './budget.ts';
import { Channel, type ChannelParts, type Halt } from './channel.ts';
import { Gate } from './gate.ts';
import { Halting, type HaltReason } from './halting.ts';
import { RunProgress } from './progress.ts';
import type { RunJournal } from './run-journal.ts';
import { slotCount, slotsOf, type PlannedModel, type RunPlan, type Slot } from './run-plan.ts';
import { workOn, type Selection } from './select.ts';
import { requestOfSlot } from './slot-request.ts';
import { rowOf, type SlotRow } from './slot-row.ts';
import { surveyJournal } from './survey.ts';

export interface RunParts extends ChannelParts {
  journal: RunJournal;
  /** The encoders are those that the plan names, opened, in its order. */
  tools: ScoringTools;
  /** Samples scored at once: enough that the encoder never waits for a drawing. */
  scoringWidth: number;
  openModel(model: PlannedModel): Promise<LanguageModel>;
  /** Name of provider and key: calls of one name share its limits. */
  channelOf(model: PlannedModel): string;
  priceOf(model: PlannedModel): Price | null;
  /** An item's own reference, made once. */
  referenceFor(item: SuiteItem): Promise<EmbeddableReference | null>;
}

export interface RunControls {
  selection: Selection;
  /** Begins nothing more, and ends when the calls under way are answered and scored. */
  pause: AbortSignal;
  /** Ends at once: what had arrived is kept as `cancelled`. */
  stop: AbortSignal;
  /** Called once, before anything is asked; the same object says where the run stands from then on. */
  started?(progress: RunProgress): void;
  /** Called when a slot's newest record is durable. */
  recorded?(row: SlotRow): void;
}

export interface RunEnd {
  /** `finished`: nothing that was selected is left. */
  reason: 'finished' | HaltReason;
  /** For people; `null` where the reason says all. */
  detail: string | null;
  /** Providers and models that nothing more was asked of. */
  halts: Halt[];
  /** Received, but not durable: offer them as a file, or append them once there is room (D1). */
  unsaved: SampleRecord[];
  progress: RunProgress;
}

/**
 * @returns how it ended; or the failure for which it never began: the journal is of another run
 * @throws what a part throws that should not, once all else has come to an end
 */
export async function runPlan(
  plan: RunPlan,
  parts: RunParts,
  controls: RunControls,
): Promise<{ ok: true; value: RunEnd } | { ok: false; failure: Failure }> {
  const each = slotCount(plan, plan.models.slice(0, 1));
  const progress = new RunProgress(
    plan.models,
    each,
    plan.pace.budget,
    parts.channelOf,
    parts.clock,
  );
  const survey = await surveyJournal(plan, parts);
  if (!survey.ok) return survey;
  const { rows } = survey.value;
  for (const row of rows.values()) progress.changed(null, row, false);

  const halting = new Halting(controls.pause, controls.stop);
  const run = new RunUnderWay(plan, parts, controls, rows, progress, halting);
  const models = await Promise.all(
    plan.models.map(async (model) => ({ model, asked: await parts.openModel(model) })),
  );
  const lanes = [...new Set(plan.models.map(parts.channelOf))].map((name) => ({
    channel: new Channel(name, plan.pace.concurrency, parts, halting.signal),
    models: new Map(
      models.flatMap(({ model, asked }) =>
        parts.channelOf(model) === name ? [[model, asked] as const] : [],
      ),
    ),
  }));
  progress.watchChannels(() =>
    lanes.map(({ channel }) => ({ name: channel.name, state: channel.state() })),
  );
  controls.started?.(progress);
  await halting.settle(lanes.map(({ channel, models }) => run.drive(channel, models)));

  const halts = lanes.flatMap(({ channel }) => channel.halts);
  const reason = halting.reason ?? (halts.length > 0 ? 'provider' : 'finished');
  const detail = halting.detail ?? halts[0]?.failure.detail ?? null;
  return { ok: true, value: { reason, detail, halts, unsaved: run.unsaved, progress } };
}

class RunUnderWay {
  readonly unsaved: SampleRecord[] = [];
  readonly #plan: RunPlan;
  readonly #parts: RunParts;
  readonly #controls: RunControls;
  /** What the journal holds of each slot, kept in step. */
  readonly #rows: Map<string, SlotRow>;
  readonly #progress: RunProgress;
  readonly #halting: Halting;
  readonly #budget: BudgetKeeper;
  readonly #scoring: Gate;
  #longestSeen = 0;
  #endedCalls: (() => void)[] = [];

  constructor(
    plan: RunPlan,
    parts: RunParts,
    controls: RunControls,
    rows: Map<string, SlotRow>,
    progress: RunProgress,
    halting: Halting,
  ) {
    this.#plan = plan;
    this.#parts = parts;
    this.#controls = controls;
    this.#rows = rows;
    this.#progress = progress;
    this.#halting = halting;
    this.#budget = new BudgetKeeper(plan.pace.budget, progress.spend);
    this.#scoring = new Gate(parts.scoringWidth);
  }

  /** Takes the open slots of a channel's models, in the order of the plan. */
  async drive(channel: Channel, models: Map<PlannedModel, LanguageModel>): Promise<void> {
    const underWay = new Set<Promise<void>>();
    const begin = (work: Promise<void>) => {
      const kept = work.catch((error: unknown) => this.#halting.crash(error));
      underWay.add(kept);
      void kept.then(() => underWay.delete(kept));
    };
    let passed = 0;
    for (const slot of slotsOf(this.#plan, [...models.keys()])) {
      // Thousands that are done already must not hold up a page.
      if (++passed % YIELD_EVERY === 0) await this.#parts.clock.sleep(0);
      if (this.#halting.signal.aborted) break;
      const work = workOn(this.#rows.get(slot.id) ?? null, this.#controls.selection);
      if (work === null) continue;
      if (work === 'ask' && channel.isModelHalted(slot.model.id)) continue;
      const leave = work === 'ask' ? await channel.enter() : await this.#scoring.enter();
      if (leave === null) continue;
      const task =
        work === 'ask'
          ? this.#askAndScore(slot, models.get(slot.model)!, channel, leave)
          : this.#scoreAgain(slot, models.get(slot.model)!, channel, leave);
      begin(task.finally(leave));
    }
    await Promise.all(underWay);
  }

  async #askAndScore(
    slot: Slot,
    model: LanguageModel,
    channel: Channel,
    leave: () => void,
  ): Promise<void> {
    const { request, attempts } = await this.#begin(slot);
    const answered = await this.#askUntilProgram(request, attempts, model, channel);
    if (!answered) return;
    // Its place among the calls is kept until the scoring takes it: answers do not pile up.
    const done = await this.#scoring.enter();
    leave();
    await this.#score(request, attempts, done);
  }

  /** Of an answer in the journal; where the protocol asks again for want of a program, it is asked. */
  async #scoreAgain(
    slot: Slot,
    model: LanguageModel,
    channel: Channel,
    leave: () => void,
  ): Promise<void> {
    const { request, attempts } = await this.#begin(slot);
    const asksAgain =
      this.#controls.selection !== 'unscored' && (await this.#wantsAnother(attempts));
    if (!asksAgain) return this.#score(request, attempts, leave);
    leave();
    const leaveChannel = await channel.enter();
    if (leaveChannel === null) return;
    await this.#askAndScore(slot, model, channel, leaveChannel).finally(leaveChannel);
  }

  /**
   * Asks, and asks again where the conditions say so; every answer is durable before anything else.
   * @param attempts of earlier sessions; those made now are added
   * @returns whether there is an answer to score
   */
  async #askUntilProgram(
    request: SampleRequest,
    attempts: Attempt[],
    model: LanguageModel,
    channel: Channel,
  ): Promise<boolean> {
    const { system, user } = fillTemplate(request.template, request.prompt, request.canvas);
    const { prompt: subject, sampleIndex, settings } = request;
    const tools = this.#askTools(request, channel);
    do {
      const maxTokens = tokenLimit(settings, attempts);
      const ask = { system, user, subject, sampleIndex, settings: { ...settings, maxTokens } };
      const asked = await askSlot(model, ask, tools, this.#controls.stop);
      attempts.push(...asked.attempts.map((one) => askedWith(one, maxTokens, settings)));
      if (asked.kind !== 'answered') {
        if (asked.kind === 'failed' || asked.attempts.some(saidSomething))
          await this.#score(request, attempts, NOTHING_TO_LEAVE);
        return false;
      }
      const { usage } = attempts.at(-1)!.response;
      this.#longestSeen = Math.max(this.#longestSeen, usage.completionTokens ?? 0);
      const unscored = await unscoredRecord(request, attempts, this.#parts.tools);
      if (!(await this.#keep(unscored))) return false;
    } while (await this.#wantsAnother(attempts));
    return true;
  }

  /** @param leave lets the next one be scored while this one's record is on its way to the disk */
  async #score(request: SampleRequest, attempts: Attempt[], leave: () => void): Promise<void> {
    const { tools } = this.#parts;
    const { stop } = this.#controls;
    let record: SampleRecord;
    try {
      record = (await judgeAttempts(request, attempts, tools, UNWATCHED, stop)).record;
    } catch (error) {
      // The answer is in the journal: it is scored when the run goes on.
      if (stop.aborted) return;
      throw error;
    } finally {
      leave();
    }
    await this.#keep(record);
  }

  /** @returns false where it is not durable: the run begins nothing more */
  async #keep(record: SampleRecord): Promise<boolean> {
    const kept = await this.#parts.journal.append(record);
    if (!kept.ok) {
      const { slotId } = record.run!;
      const older = this.unsaved.findIndex(({ run }) => run!.slotId === slotId);
      if (older !== -1) this.unsaved.splice(older, 1);
      this.unsaved.push(record);
      this.#halting.halt('storage', kept.failure.detail);
      return false;
    }
    const row = rowOf(record);
    this.#progress.changed(this.#rows.get(row.slotId) ?? null, row, true);
    this.#rows.set(row.slotId, row);
    this.#controls.recorded?.(row);
    return true;
  }

  /** @returns the slot's request, and the attempts that earlier sessions made */
  async #begin(slot: Slot): Promise<{ request: SampleRequest; attempts: Attempt[] }> {
    const { journal, clock } = this.#parts;
    const reference = await this.#parts.referenceFor(slot.item);
    const record = this.#rows.has(slot.id) ? await journal.get(slot.id) : null;
    const createdAt = record?.createdAt ?? clock.date();
    const request = requestOfSlot(slot, this.#plan, reference, createdAt);
    return { request, attempts: [...(record?.attempts ?? [])] };
  }

  async #wantsAnother(attempts: readonly Attempt[]): Promise<boolean> {
    const { askAgainWithoutProgram, rule, settings } = this.#plan.conditions;
    if (wantsMoreTokens(settings, attempts)) return true;
    if (askAgainWithoutProgram === 0) return false;
    const last = attempts.at(-1)!;
    if (!isAnswer(last)) return false;
    const { programs } = this.#parts.tools;
    if ((await extractWith(programs, last.response.text, rule)).ok) return false;
    const answers = withoutRaised(attempts).filter(isAnswer);
    return answers.length <= askAgainWithoutProgram;
  }

  #askTools({ model }: SampleRequest, channel: Channel): AskTools {
    return {
      channel,
      modelId: model.id,
      budget: this.#budget,
      clock: this.#parts.clock,
      price: this.#parts.priceOf(model),
      longestSeen: () => this.#longestSeen,
      overBudget: (detail) => this.#halting.halt('budget', detail),
      callEnded: () => new Promise((resolve) => this.#endedCalls.push(resolve)),
      underWay: (change) => {
        this.#progress.callsUnderWay(change);
        if (change === -1) for (const wake of this.#endedCalls.splice(0)) wake();
      },
    };
  }
}

const YIELD_EVERY = 1_000;

const NOTHING_TO_LEAVE = () => undefined;

const saidSomething = ({ response }: Attempt): boolean =>
  response.text !== '' || response.reasoning !== '' || response.costUsd !== null;

const UNWATCHED: SampleListener = { ...SILENT, text() {}, reasoning() {}, extracted() {} };
