/** What is known of a slot at a glance: enough to plan, count and list thousands without their records. */
import { isAnswer } from '../attempt.ts';
import type { Outcome, SampleRecord } from '../bench/record.ts';
import { isUnscored } from '../bench/sample-record.ts';
import { blame, type AskKind, type Failure } from '../failure.ts';
import type { Attempt } from '../ports/language-model.ts';
import type { MetricId } from '../metric/score.ts';
import { isFormatted } from '../program/format-gate.ts';
import { addSpend, NOTHING_SPENT, spendOf, type Spend } from './spend.ts';

/**
 * `answered`: here whole, but not scored. `failed`: a system's fault left no answer. `done`: it has
 * its result, which may be that the model drew nothing.
 */
export type SlotState = 'answered' | 'failed' | 'done';

/** `value` is `null` where the score is missing through a system's fault. */
export interface RowScore {
  metric: MetricId;
  encoderId: string | null;
  value: number | null;
  /** No value, and by the candidate's fault: what it counts as is the report's policy. */
  invalid: boolean;
}

export interface SlotRow {
  slotId: string;
  runId: string;
  /** Of the record. */
  id: string;
  itemId: string;
  prompt: string;
  providerId: string;
  modelId: string;
  templateId: string;
  templateVersion: number;
  seed: number | null;
  sampleIndex: number;
  createdAt: string;
  state: SlotState;
  outcome: Outcome;
  /** Why there is no answer; `null` unless `failed`. */
  askFailure: { kind: AskKind; retryable: boolean; detail: string } | null;
  /** Whether a score is missing through a system's fault: scoring again may give it. */
  scoresMissing: boolean;
  scores: RowScore[];
  /** Whether the answer has the form that the reward's format gate asks for; absent in older rows. */
  formatted?: boolean;
  spend: Spend;
  /** Characters of the program without comments and white space; `null` without a program. */
  length: number | null;
}

/** @param record of a run: `record.run` is there */
export function rowOf(record: SampleRecord): SlotRow {
  const { run, item } = record;
  if (run === undefined) throw new RangeError(`The record ${record.id} is of no run.`);
  const scores = record.scores.map(rowScore);
  const length = scores.find(({ metric }) => metric === 'length');
  const failure = askFailureOf(record);
  const { kind, retryable, detail } = failure ?? {};
  return {
    slotId: run.slotId,
    runId: run.runId,
    id: record.id,
    itemId: item?.itemId ?? '',
    prompt: record.prompt,
    providerId: record.model.providerId,
    modelId: record.model.id,
    templateId: record.template.id,
    templateVersion: record.template.version,
    seed: record.settings.seed,
    sampleIndex: record.sampleIndex,
    createdAt: record.createdAt,
    state: slotStateOf(record),
    outcome: record.outcome,
    askFailure: failure === null ? null : { kind: kind!, retryable: retryable!, detail: detail! },
    scoresMissing: record.scores.some(isMissingScore),
    scores,
    formatted: isFormatted(record.attempts.at(-1)?.response.text ?? ''),
    spend: record.attempts.map(spendOf).reduce(addSpend, NOTHING_SPENT),
    length: length?.value ?? null,
  };
}

export function slotStateOf(record: SampleRecord): SlotState {
  if (isUnscored(record)) return 'answered';
  return askFailureOf(record) === null ? 'done' : 'failed';
}

/** Whether the last word on this attempt is a system's: nothing of it may be scored. */
export const isSystemFailure = ({ failure }: Attempt): boolean =>
  failure !== null && failure.stage === 'ask' && blame(failure) === 'system';

function askFailureOf(record: SampleRecord): Extract<Failure, { stage: 'ask' }> | null {
  const last = record.attempts.at(-1);
  if (last === undefined || isAnswer(last) || !isSystemFailure(last)) return null;
  return last.failure as Extract<Failure, { stage: 'ask' }>;
}

function rowScore(score: SampleRecord['scores'][number]): RowScore {
  const { metric, encoderId } = score;
  if (score.status === 'scored') return { metric, encoderId, value: score.value, invalid: false };
  return { metric, encoderId, value: null, invalid: blame(score.failure) === 'candidate' };
}

/** Whether scoring again may give it: a system's fault stood in the way. */
export function isMissingScore(score: SampleRecord['scores'][number]): boolean {
  if (score.status === 'scored' || blame(score.failure) === 'candidate') return false;
  // Folded from the others: where one of them is missing it is counted there, and without an
  // encoder there is no reward to wait for.
  if (score.metric === 'reward') return false;
  // An item without a picture to compare with will never have this score.
  return !(score.failure.stage === 'embed' && score.failure.kind === 'no-reference');
}
