/** From the form to a run that goes: keeps the plan, puts imported answers in their slots, begins. */
import type { RunCard } from '../../../core/run/run-card.ts';
import { planOf } from '../../../core/run/run-card.ts';
import type { Result } from '../../../core/failure.ts';
import { failed, success } from '../../../core/failure.ts';
import type { Benchmark } from './benchmark.svelte.ts';
import { answeredSlots, type Answers } from './imported-answers.ts';
import type { RunSession } from './run-session.svelte.ts';
import { suiteReferences } from './run-tools.ts';

/** Records made durable together. */
const BATCH = 200;

/**
 * @param known a run of the same conditions that is to be gone on with; `null`: there is none
 * @returns the run's name once it is begun; `null` where it could not be kept, which is said
 */
export async function startRun(
  benchmark: Benchmark,
  known: RunCard | null,
): Promise<string | null> {
  const { draft, parts } = benchmark;
  const { mode } = draft;
  const { pictures } = draft.suite;
  const answers = draft.answers.reading?.answers ?? null;
  const modelId = draft.answers.modelTitle.trim();
  const runId = await draft.keep(known);
  if (runId === null) return null;
  const session = benchmark.session(runId);
  await opened(session);
  await session.readCard();
  session.pictures = pictures;
  if (mode === 'answers' && answers !== null) {
    const put = await putAnswers(benchmark, session, answers, modelId);
    if (!put.ok) {
      parts.notices.fault(put.failure.detail);
      return null;
    }
  }
  void session.start();
  return runId;
}

async function opened(session: RunSession): Promise<void> {
  while (session.phase === 'opening') await new Promise((resolve) => setTimeout(resolve, 10));
}

/** An answer whose slot has one already is left out: what was scored stays. */
async function putAnswers(
  { parts }: Benchmark,
  session: RunSession,
  answers: Answers,
  modelId: string,
): Promise<Result<void>> {
  const { card, kept } = session;
  if (card === null || kept === null) throw new Error('The run was not kept.');
  const plan = planOf(card, kept.suite);
  if (!plan.ok) return plan;
  const held = await parts.services.runs.hold(card.runId);
  if (!held.ok) return held;
  const { renderer } = parts.page;
  const references = suiteReferences(parts, session.pictures);
  // Other files of answers may be in the same run.
  const only = { ...plan.value, models: plan.value.models.filter(({ id }) => id === modelId) };
  const date = parts.services.clock.date();
  try {
    let batch: Promise<Result<void>>[] = [];
    for await (const record of answeredSlots(only, answers, date, renderer, references)) {
      if (session.rows.has(record.run!.slotId)) continue;
      batch.push(held.value.append(record));
      if (batch.length < BATCH) continue;
      const bad = (await Promise.all(batch)).find(({ ok }) => !ok);
      if (bad !== undefined && !bad.ok) return failed(bad.failure);
      batch = [];
    }
    const bad = (await Promise.all(batch)).find(({ ok }) => !ok);
    return bad !== undefined && !bad.ok ? failed(bad.failure) : success(undefined);
  } finally {
    await held.value.close();
  }
}
