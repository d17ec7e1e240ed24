/** Answers made elsewhere, one by one in the order of their file: scored as samples of a run. */
import type { ScoringTools } from '../evaluate.ts';
import type { EmbeddableReference } from '../reference.ts';
import { attemptOfAnswer, requestOfAnswer, slotOfAnswer } from '../run/answers-run.ts';
import type { PlannedModel, RunConditions } from '../run/run-plan.ts';
import { judgeAttempts, type SampleListener } from '../sample.ts';
import { SILENT } from '../stage.ts';
import type { AnswerRow } from '../suite/read-answers.ts';
import type { Suite, SuiteItem } from '../suite/suite.ts';
import type { ResponseLine } from './response-line.ts';
import type { ToScore } from './to-score.ts';

export interface AnswerScoring {
  conditions: RunConditions;
  suite: Suite | null;
  /** The model that answered. */
  model: PlannedModel;
  /** ISO 8601, UTC: the same for a whole file. */
  createdAt: string;
  tools: ScoringTools;
  referenceFor(item: SuiteItem): Promise<EmbeddableReference | null>;
}

/** @yields a sample, or the reason why there is none, for each row */
export async function* answersToScore(
  rows: AsyncIterable<AnswerRow>,
  scoring: AnswerScoring,
): AsyncGenerator<ToScore> {
  for await (const row of rows) {
    if (row.ok) yield answerToScore(row.place, row.answer, scoring);
    else yield { ok: false, place: row.bad.place, reason: row.bad.reason };
  }
}

function answerToScore(place: string, answer: ResponseLine, scoring: AnswerScoring): ToScore {
  const { suite, model, conditions, tools, createdAt } = scoring;
  const item = suite?.items.get(answer.id) ?? null;
  if (suite !== null && item === null)
    return { ok: false, place, reason: `the suite has no item "${answer.id}"` };
  const prompt = item?.prompt ?? answer.prompt;
  if (prompt === null)
    return {
      ok: false,
      place,
      reason: 'it has no "prompt", and there is no suite to look it up in',
    };
  const slot = slotOfAnswer(answer, item, prompt, suite, model);
  return {
    ok: true,
    place,
    itemId: answer.id,
    slotId: slot.id,
    standing: null,
    async judge(signal) {
      const reference = item === null ? null : await scoring.referenceFor(item);
      const request = requestOfAnswer(slot, suite, conditions, reference, createdAt);
      const attempts = [attemptOfAnswer(answer.text, model)];
      const { record } = await judgeAttempts(request, attempts, tools, UNWATCHED, signal);
      return record;
    },
  };
}

const UNWATCHED: SampleListener = { ...SILENT, text() {}, reasoning() {}, extracted() {} };
