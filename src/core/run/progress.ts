/** Where a run stands, for whoever watches: counts, speed, cost, and what the scores look like so far. */
import type { Outcome } from '../bench/record.ts';
import type { MetricId } from '../metric/score.ts';
import type { Clock } from '../ports/clock.ts';
import type { Budget } from './budget.ts';
import type { ChannelState } from './channel.ts';
import { CompletionRate, type TimeLeft } from './completion-rate.ts';
import { ClusteredMean, type PartialMean } from './partial-mean.ts';
import type { PlannedModel } from './run-plan.ts';
import type { RowScore, SlotRow } from './slot-row.ts';
import { addSpend, NOTHING_SPENT, subtractSpend, type Spend } from './spend.ts';

/** total = done + answered + failed + missing, at any moment. */
export interface SlotCounts {
  total: number;
  done: number;
  /** Here whole, waiting to be scored. */
  answered: number;
  /** A system's fault left no answer; counted apart and asked for again on wish. */
  failed: number;
  missing: number;
}

/** So far: an invalid program counts as 0, as the protocol has it; what is unscored is left out. */
export interface LiveScore extends PartialMean {
  metric: MetricId;
  encoderId: string | null;
}

export interface ModelProgress extends SlotCounts {
  model: PlannedModel;
  outcomes: Partial<Record<Outcome, number>>;
  scores: LiveScore[];
  spend: Spend;
}

export interface RunSnapshot extends SlotCounts {
  /** Calls under way. */
  underWay: number;
  /** Done, but with a score missing through a system's fault. */
  unscored: number;
  outcomes: Partial<Record<Outcome, number>>;
  models: ModelProgress[];
  /** Slots a minute; `null` before there are enough to tell. */
  perMinute: number | null;
  /** If it goes on as lately; `null` before that can be told. */
  timeLeft: TimeLeft | null;
  spend: Spend;
  budget: Budget;
  channels: { name: string; state: ChannelState }[];
}

interface LiveTally {
  metric: MetricId;
  encoderId: string | null;
  mean: ClusteredMean;
  /** Drawn programs with a value, and without one through a system's fault. */
  drawn: number;
  lost: number;
}

interface ModelTally {
  model: PlannedModel;
  counts: SlotCounts;
  outcomes: Map<Outcome, number>;
  means: Map<string, LiveTally>;
  spend: Spend;
}

export class RunProgress {
  readonly #models = new Map<string, ModelTally>();
  readonly #budget: Budget;
  readonly #clock: Clock;
  readonly #rates = new Map<string, CompletionRate>();
  readonly #channelOf: (model: PlannedModel) => string;
  readonly #startedMs: number;
  #channels: () => RunSnapshot['channels'] = () => [];
  #underWay = 0;
  #unscored = 0;

  /** @param slotsEach slots of each model */
  constructor(
    models: readonly PlannedModel[],
    slotsEach: number,
    budget: Budget,
    channelOf: (model: PlannedModel) => string,
    clock: Clock,
  ) {
    this.#budget = budget;
    this.#clock = clock;
    this.#channelOf = channelOf;
    this.#startedMs = clock.nowMs();
    for (const model of models)
      this.#models.set(keyOf(model.providerId, model.id), {
        model,
        counts: { total: slotsEach, done: 0, answered: 0, failed: 0, missing: slotsEach },
        outcomes: new Map(),
        means: new Map(),
        spend: NOTHING_SPENT,
      });
  }

  watchChannels(states: () => RunSnapshot['channels']): void {
    this.#channels = states;
  }

  callsUnderWay(change: 1 | -1): void {
    this.#underWay += change;
  }

  /**
   * A slot was found in the journal, or changed.
   * @param before what it was; `null`: it was missing
   * @param isNew whether it came to its end just now, and not in an earlier session
   */
  changed(before: SlotRow | null, after: SlotRow, isNew: boolean): void {
    const tally = this.#models.get(keyOf(after.providerId, after.modelId));
    // Imported records may be of a model that was not asked here: they are no part of this run's work.
    if (tally === undefined) return;
    if (before !== null) this.#count(tally, before, -1);
    this.#count(tally, after, 1);
    if (isNew && after.state !== 'answered') this.#rateOf(tally).ended(this.#clock.nowMs());
  }

  snapshot(): RunSnapshot {
    const now = this.#clock.nowMs();
    const tallies = [...this.#models.values()];
    const counts = tallies.map(({ counts }) => counts).reduce(addCounts, NO_SLOTS);
    const rates = [...this.#rates.values()].map((rate) => rate.perMinute(now));
    const known = rates.filter((rate) => rate !== null);
    return {
      ...counts,
      underWay: this.#underWay,
      unscored: this.#unscored,
      outcomes: sumOutcomes(tallies),
      models: tallies.map(progressOf),
      perMinute: known.length === 0 ? null : known.reduce((sum, rate) => sum + rate, 0),
      timeLeft: this.#timeLeft(now),
      spend: this.spend,
      budget: this.#budget,
      channels: this.#channels(),
    };
  }

  get spend(): Spend {
    return [...this.#models.values()].map(({ spend }) => spend).reduce(addSpend, NOTHING_SPENT);
  }

  #count(tally: ModelTally, row: SlotRow, sign: 1 | -1): void {
    tally.counts[row.state] += sign;
    tally.counts.missing -= sign;
    tally.outcomes.set(row.outcome, (tally.outcomes.get(row.outcome) ?? 0) + sign);
    tally.spend = (sign === 1 ? addSpend : subtractSpend)(tally.spend, row.spend);
    if (row.state !== 'done') return;
    if (row.scoresMissing) this.#unscored += sign;
    for (const score of row.scores) tallyScore(tally, row, score, sign);
  }

  #rateOf({ model }: ModelTally): CompletionRate {
    const channel = this.#channelOf(model);
    const rate = this.#rates.get(channel) ?? new CompletionRate(this.#startedMs);
    this.#rates.set(channel, rate);
    return rate;
  }

  /** Channels work side by side: the slowest one decides. */
  #timeLeft(now: number): TimeLeft | null {
    const left = new Map<string, number>();
    for (const { model, counts } of this.#models.values()) {
      const channel = this.#channelOf(model);
      left.set(channel, (left.get(channel) ?? 0) + counts.missing + counts.answered);
    }
    const times: TimeLeft[] = [];
    for (const [channel, slots] of left) {
      if (slots === 0) continue;
      const time = this.#rates.get(channel)?.timeLeft(slots, now) ?? null;
      if (time === null) return null;
      times.push(time);
    }
    return {
      lowMs: Math.max(0, ...times.map(({ lowMs }) => lowMs)),
      highMs: Math.max(0, ...times.map(({ highMs }) => highMs)),
    };
  }
}

const NO_SLOTS: SlotCounts = { total: 0, done: 0, answered: 0, failed: 0, missing: 0 };

const addCounts = (a: SlotCounts, b: SlotCounts): SlotCounts => ({
  total: a.total + b.total,
  done: a.done + b.done,
  answered: a.answered + b.answered,
  failed: a.failed + b.failed,
  missing: a.missing + b.missing,
});

const keyOf = (providerId: string, modelId: string): string => `${providerId} ${modelId}`;

function tallyScore(tally: ModelTally, row: SlotRow, score: RowScore, sign: 1 | -1): void {
  const { metric, encoderId, value, invalid } = score;
  // A length is one of programs; of no program there is none.
  if (value === null && metric === 'length') return;
  const key = `${metric} ${encoderId ?? ''}`;
  const known = tally.means.get(key) ?? { metric, encoderId, mean: new ClusteredMean(), drawn: 0, lost: 0 }; // prettier-ignore
  tally.means.set(key, known);
  if (row.outcome === 'ok') known[value === null ? 'lost' : 'drawn'] += sign;
  if (value === null && !invalid) return;
  if (sign === 1) known.mean.add(row.itemId, value ?? 0);
  else known.mean.remove(row.itemId, value ?? 0);
}

function progressOf({ model, counts, outcomes, means, spend }: ModelTally): ModelProgress {
  const scores = [...means.values()].flatMap(({ metric, encoderId, mean, drawn, lost }) =>
    // Invalid programs alone, where no picture was measured, make no mean.
    mean.value === null || (drawn === 0 && lost > 0) ? [] : [{ metric, encoderId, ...mean.value }],
  );
  return { model, ...counts, outcomes: positive(outcomes), scores, spend };
}

function sumOutcomes(tallies: ModelTally[]): Partial<Record<Outcome, number>> {
  const sum = new Map<Outcome, number>();
  for (const { outcomes } of tallies)
    for (const [outcome, count] of outcomes) sum.set(outcome, (sum.get(outcome) ?? 0) + count);
  return positive(sum);
}

const positive = (counts: Map<Outcome, number>): Partial<Record<Outcome, number>> =>
  Object.fromEntries([...counts].filter(([, count]) => count > 0));
