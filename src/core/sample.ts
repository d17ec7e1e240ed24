/**
 * The main flow: ask a language model, extract its program, check and mend it, draw it, embed the
 * picture, score it, and keep a record. READ THIS FIRST; each step is a call into its own file.
 */
import { askUntilStopped, isAnswer } from './attempt.ts';
import { judgementOf } from './bench/judgement.ts';
import { RECORD_FORMAT, RECORD_VERSION, type SampleRecord } from './bench/record.ts';
import {
  evaluateProgram,
  NOT_EVALUATED,
  type Evaluation,
  type ScoringRequest,
  type ScoringTools,
} from './evaluate.ts';
import { failed, success, type Failure, type Result } from './failure.ts';
import type { RewardWeights } from './metric/reward.ts';
import { outcomeOf } from './outcome.ts';
import type { Attempt, LanguageModel, SamplingSettings } from './ports/language-model.ts';
import type { Candidate, ExtractionRule } from './program/candidate.ts';
import { extractProgram } from './program/extract.ts';
import { isFormatted } from './program/format-gate.ts';
import { repairPolicyFor } from './program/repair-policy.ts';
import { fillTemplate, type CanvasOptions, type PromptTemplate } from './prompt/template.ts';
import type { Reference } from './reference.ts';
import type { StageListener } from './stage.ts';

/** Everything that decides a sample's scores, apart from the model. */
export interface SampleRequest {
  drawId: string;
  sampleIndex: number;
  prompt: string;
  item: SampleRecord['item'];
  template: PromptTemplate;
  canvas: CanvasOptions;
  settings: SamplingSettings;
  model: SampleRecord['model'];
  rule: ExtractionRule;
  /** Mend before drawing; the rule `sgp-compbench` never does. */
  mend: boolean;
  weights: RewardWeights;
  reference: Reference | null;
  /** ISO 8601, UTC. */
  createdAt: string;
}

export interface SampleListener extends StageListener {
  text(delta: string): void;
  reasoning(delta: string): void;
  /** Called once the candidate is known, before it is checked. */
  extracted(candidate: Candidate): void;
}

/** A record, and what a page shows beside it. */
export interface Sample {
  record: SampleRecord;
  evaluation: Evaluation;
}

export interface TakeOptions {
  /** Of the same sample, before this one: a sample that is asked for again keeps them. */
  earlier: Attempt[];
  /**
   * Makes the answer durable once it is here whole, in a record without scores that the scored one
   * replaces (cases.md P3). Scoring waits for it.
   */
  keepAnswer(unscored: SampleRecord): Promise<void>;
}

/**
 * One attempt at a prompt, from asking to the record. Stopped while the answer came, the sample is
 * `cancelled` and keeps what had arrived.
 * @throws the signal's reason when aborted before anything arrived, or while scoring
 */
export async function takeSample(
  request: SampleRequest,
  model: LanguageModel,
  tools: ScoringTools,
  listener: SampleListener,
  signal: AbortSignal,
  { earlier, keepAnswer }: TakeOptions,
): Promise<Sample> {
  const { system, user } = fillTemplate(request.template, request.prompt, request.canvas);
  const ask = {
    system,
    user,
    subject: request.prompt,
    sampleIndex: request.sampleIndex,
    settings: request.settings,
  };
  const attempt = await askUntilStopped(model, ask, listener, signal);
  listener.ended('ask', attempt.failure, attempt.response.latencyMs);
  const attempts = [...earlier, attempt];
  if (isAnswer(attempt)) await keepAnswer(unscoredRecord(request, attempts, tools));
  return judgeAttempts(request, attempts, tools, listener, signal);
}

/** The flow after the answer is here: also for answers made elsewhere, and for scoring again. */
export async function judgeAttempts(
  request: SampleRequest,
  attempts: Attempt[],
  tools: ScoringTools,
  listener: SampleListener,
  signal: AbortSignal,
): Promise<Sample> {
  const attempt = attempts.at(-1)!;
  const { text } = attempt.response;
  const started = performance.now();
  const candidate = candidateOf(attempt, request.rule);
  const extractMs = performance.now() - started;
  listener.ended('extract', candidate.ok ? null : candidate.failure, extractMs);
  if (candidate.ok) listener.extracted(candidate.value);

  const source: Result<string> = candidate.ok ? success(candidate.value.source) : candidate;
  const scoring = scoringOf(request, text);
  const evaluation = await evaluateProgram(source, scoring, tools, listener, signal);
  const record = recordOf(request, attempts, candidate, evaluation, tools.renderer.version);
  record.timings = { ask: attempt.response.latencyMs, extract: extractMs, ...evaluation.timings };
  return { record, evaluation };
}

const scoringOf = (request: SampleRequest, response: string): ScoringRequest => ({
  caption: request.prompt,
  reference: request.reference,
  repair: repairPolicyFor(request.rule, request.mend),
  weights: request.weights,
  formatted: isFormatted(response),
});

function unscoredRecord(
  request: SampleRequest,
  attempts: Attempt[],
  { renderer }: ScoringTools,
): SampleRecord {
  const candidate = candidateOf(attempts.at(-1)!, request.rule);
  const record = recordOf(request, attempts, candidate, NOT_EVALUATED, renderer.version);
  record.timings = { ask: attempts.at(-1)!.response.latencyMs };
  return record;
}

/** Whether its answer is here whole but was not scored: its page was closed, or it was stopped. */
export const isUnscored = ({ failure }: SampleRecord): boolean =>
  failure?.stage === 'embed' && failure.kind === 'pending';

/**
 * A failed call leaves no candidate: what arrived before a cut is kept but never scored. A model
 * that ran into its token limit or refused in words has still answered, and is searched.
 */
function candidateOf(attempt: Attempt, rule: ExtractionRule): Result<Candidate> {
  const { failure, response } = attempt;
  if (failure !== null && !isAnswer(attempt)) return failed(failure);
  const candidate = extractProgram(response.text, rule);
  return candidate.ok || failure === null ? candidate : failed(failure);
}

function recordOf(
  request: SampleRequest,
  attempts: Attempt[],
  candidate: Result<Candidate>,
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
    template: {
      id: template.id,
      version: template.version,
      system: template.system,
      text: template.text,
      options: canvas,
    },
    model: request.model,
    settings: request.settings,
    attempts,
    extraction: {
      rule: request.rule,
      source: found?.source ?? null,
      span: found?.span ?? null,
      flags: found?.flags ?? [],
      alternatives: found?.alternatives.length ?? 0,
    },
    ...judgementOf(evaluation, scoringOf(request, response.text), rendererVersion),
    outcome: outcomeOf(evaluation.failure, response.stopReason),
    strictFailure: strictFailureOf(found, evaluation),
    timings: {},
    edited: null,
    best: false,
  };
}

/** A program without its end is truncated before it is malformed. */
function strictFailureOf(found: Candidate | null, evaluation: Evaluation): Failure | null {
  if (evaluation.strictFailure === null || !found?.flags.includes('truncated'))
    return evaluation.strictFailure;
  const detail = 'The program stops before its closing </svg>.';
  return { stage: 'extract', kind: 'unclosed', detail };
}
