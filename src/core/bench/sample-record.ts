/** The record of a sample that a model was asked for, from what became of it. */
import type { Evaluation, ScoringRequest } from '../evaluate.ts';
import type { Failure, Result } from '../failure.ts';
import { outcomeOf } from '../outcome.ts';
import type { Attempt } from '../ports/language-model.ts';
import type { Candidate } from '../program/candidate.ts';
import type { SampleRequest } from '../sample.ts';
import { judgementOf } from './judgement.ts';
import { RECORD_FORMAT, RECORD_VERSION, type SampleRecord } from './record.ts';

/** Whether its answer is here whole but was not scored: its page was closed, or it was stopped. */
export const isUnscored = ({ failure }: SampleRecord): boolean =>
  failure?.stage === 'embed' && failure.kind === 'pending';

/**
 * @param attempts at least one; the last one counts
 * @param candidate of the last attempt
 */
export function recordOf(
  request: SampleRequest,
  attempts: Attempt[],
  candidate: Result<Candidate>,
  scoring: ScoringRequest,
  evaluation: Evaluation,
  rendererVersion: string,
): SampleRecord {
  const found = candidate.ok ? candidate.value : null;
  const { canvas, template } = request;
  const { response } = attempts.at(-1)!;
  return {
    format: RECORD_FORMAT,
    version: RECORD_VERSION,
    id: `${request.drawId}/${request.sampleIndex}`,
    drawId: request.drawId,
    sampleIndex: request.sampleIndex,
    createdAt: request.createdAt,
    prompt: request.prompt,
    item: request.item,
    ...(request.run === undefined ? {} : { run: request.run }),
    template: {
      id: template.id,
      version: template.version,
      system: template.system,
      text: template.text,
      options: canvas,
    },
    model: request.model,
    settings: request.settings,
    // A copy: the asking may go on, and add to it.
    attempts: [...attempts],
    extraction: {
      rule: request.rule,
      source: found?.source ?? null,
      span: found?.span ?? null,
      flags: found?.flags ?? [],
      alternatives: found?.alternatives.length ?? 0,
    },
    ...judgementOf(evaluation, scoring, rendererVersion),
    outcome: outcomeOf(withoutEnd(found, evaluation.failure), response.stopReason),
    strictFailure: strictFailureOf(found, evaluation),
    timings: {},
    edited: null,
    best: false,
  };
}

function strictFailureOf(found: Candidate | null, evaluation: Evaluation): Failure | null {
  return withoutEnd(found, evaluation.strictFailure);
}

/**
 * A program without its end is truncated before it is malformed, so that a model that ran out of
 * tokens is told from one that writes bad XML (cases.md A10, C17).
 */
function withoutEnd(found: Candidate | null, failure: Failure | null): Failure | null {
  const isCut = found?.flags.includes('truncated') === true;
  if (!isCut || failure?.stage !== 'check' || failure.kind !== 'malformed') return failure;
  const detail = 'The program stops before its closing </svg>.';
  return { stage: 'extract', kind: 'unclosed', detail };
}
