/** Scores the answers of a run again, with other encoders, rules or weights: no model is asked. */
import type { SampleRecord } from '../bench/record.ts';
import type { ScoringTools } from '../evaluate.ts';
import { failed, success, type Result } from '../failure.ts';
import type { EmbeddableReference } from '../reference.ts';
import { judgeAttempts } from '../sample.ts';
import { SILENT } from '../stage.ts';
import type { SuiteItem } from '../suite/suite.ts';
import { inOrder } from '../bench/in-order.ts';
import type { RunJournal, RunReader } from './run-journal.ts';
import { runIdOf, type RunPlan } from './run-plan.ts';
import { requestOfRecord } from './slot-request.ts';
import { rowOf, type SlotRow } from './slot-row.ts';

export interface RescoreParts {
  from: RunReader;
  /** Of the new plan's run: what is in it already is not scored again. */
  to: RunJournal;
  tools: ScoringTools;
  /** Samples scored at once. */
  width: number;
  referenceFor(item: SuiteItem): Promise<EmbeddableReference | null>;
}

export interface Rescored {
  scored: number;
  /** Scored before this one. */
  kept: number;
  /** Of other items than the suite's. */
  elsewhere: number;
}

/**
 * @param plan the run's own with other conditions; its items, models and samples do not count
 * @param scored called when a slot's new record is durable
 * @returns how many; or the failure of the store
 * @throws the signal's reason when aborted: what was scored is kept
 */
export async function rescoreRun(
  plan: RunPlan,
  parts: RescoreParts,
  scored: (row: SlotRow) => void,
  signal: AbortSignal,
): Promise<Result<Rescored>> {
  const runId = runIdOf(plan.conditions);
  const done = new Set<string>();
  for await (const row of parts.to.rows())
    if (row.runId === runId && row.state === 'done' && !row.scoresMissing) done.add(row.slotId);

  const counts: Rescored = { scored: 0, kept: 0, elsewhere: 0 };
  const answered = wanted(plan, parts.from, done, counts);
  const judged = inOrder(answered, parts.width, (record) =>
    judgeAgain(record, plan, parts, signal),
  );
  // The disk takes many at once, and scoring need not wait for it.
  const kept = inOrder(judged, ON_THEIR_WAY, (record) => keep(record, parts.to));
  for await (const outcome of kept) {
    if (!outcome.ok) return failed(outcome.failure);
    counts.scored++;
    scored(outcome.value);
  }
  return success(counts);
}

async function* wanted(
  plan: RunPlan,
  from: RunReader,
  done: Set<string>,
  counts: Rescored,
): AsyncGenerator<SampleRecord> {
  for await (const record of from.records()) {
    const isOurs =
      record.item?.suiteSha256 === plan.suite.sha256 && plan.suite.items.has(record.item.itemId);
    if (!isOurs) counts.elsewhere++;
    else if (done.has(record.run!.slotId)) counts.kept++;
    else yield record;
  }
}

async function judgeAgain(
  record: SampleRecord,
  plan: RunPlan,
  { tools, referenceFor }: RescoreParts,
  signal: AbortSignal,
): Promise<SampleRecord> {
  const reference = await referenceFor(plan.suite.items.get(record.item!.itemId)!);
  const request = requestOfRecord(record, plan, reference);
  const sample = await judgeAttempts(request, record.attempts, tools, UNWATCHED, signal);
  return sample.record;
}

async function keep(record: SampleRecord, to: RunJournal): Promise<Result<SlotRow>> {
  const kept = await to.append(record);
  return kept.ok ? success(rowOf(record)) : kept;
}

/** Records that may wait to be durable: some megabytes. */
const ON_THEIR_WAY = 256;

const UNWATCHED = { ...SILENT, text() {}, reasoning() {}, extracted() {} };
