/**
 * The main flow: ask a language model, extract its program, check and mend it, draw it, embed the
 * picture, score it, and keep a record. READ THIS FIRST; each step is a call into its own file.
 */
import { askedWith, tokenLimit, wantsMoreTokens } from './ask-again.ts';
import { askUntilStopped, isAnswer } from './attempt.ts';
import type { SampleRecord } from './bench/record.ts';
import { recordOf } from './bench/sample-record.ts';
import {
  evaluateProgram,
  NOT_EVALUATED,
  type Evaluation,
  type ScoringRequest,
  type ScoringTools,
} from './evaluate.ts';
import { failed, success, type Result } from './failure.ts';
import type { RewardWeights } from './metric/reward.ts';
import type { Attempt, LanguageModel, SamplingSettings } from './ports/language-model.ts';
import type { Candidate, ExtractionRule } from './program/candidate.ts';
import { isFormatted } from './program/format-gate.ts';
import { extractWith } from './program/read-aside.ts';
import { repairPolicyFor } from './program/repair-policy.ts';
import { fillTemplate, type CanvasOptions, type PromptTemplate } from './prompt/template.ts';
import type { EmbeddableReference } from './reference.ts';
import type { StageListener } from './stage.ts';

/** Everything that decides a sample's scores, apart from the model. */
export interface SampleRequest {
  drawId: string;
  sampleIndex: number;
  prompt: string;
  item: SampleRecord['item'];
  /** Where the sample is of a benchmark run. */
  run?: SampleRecord['run'];
  template: PromptTemplate;
  canvas: CanvasOptions;
  settings: SamplingSettings;
  model: SampleRecord['model'];
  rule: ExtractionRule;
  /** Mend before drawing; the rule `sgp-compbench` never does. */
  mend: boolean;
  weights: RewardWeights;
  reference: EmbeddableReference | null;
  /** ISO 8601, UTC. */
  createdAt: string;
}

export interface SampleListener extends StageListener {
  text(delta: string): void;
  reasoning(delta: string): void;
  /** Called before the model is asked once more: what it has said so far does not count. */
  again?(): void;
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
  const { prompt: subject, sampleIndex, settings } = request;
  const attempts = [...earlier];
  for (;;) {
    const maxTokens = tokenLimit(settings, attempts);
    const ask = { system, user, subject, sampleIndex, settings: { ...settings, maxTokens } };
    const attempt = await askUntilStopped(model, ask, listener, signal);
    attempts.push(askedWith(attempt, maxTokens, settings));
    const isLast = !wantsMoreTokens(settings, attempts);
    if (isLast) listener.ended('ask', attempt.failure, attempt.response.latencyMs);
    if (isAnswer(attempt)) await keepAnswer(await unscoredRecord(request, attempts, tools));
    if (isLast) break;
    listener.again?.();
  }
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
  const candidate = await candidateOf(attempt, request.rule, tools);
  const extractMs = performance.now() - started;
  listener.ended('extract', candidate.ok ? null : candidate.failure, extractMs);
  if (candidate.ok) listener.extracted(candidate.value);

  const source: Result<string> = candidate.ok ? success(candidate.value.source) : candidate;
  const scoring = scoringOf(request, text);
  const evaluation = await evaluateProgram(source, scoring, tools, listener, signal);
  const record = recordOf(
    request,
    attempts,
    candidate,
    scoring,
    evaluation,
    tools.renderer.version,
  );
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

/** The record of an answer that is here whole and waits to be scored. */
export async function unscoredRecord(
  request: SampleRequest,
  attempts: Attempt[],
  tools: Pick<ScoringTools, 'renderer' | 'programs'>,
): Promise<SampleRecord> {
  const attempt = attempts.at(-1)!;
  const candidate = await candidateOf(attempt, request.rule, tools);
  const scoring = scoringOf(request, attempt.response.text);
  const { version } = tools.renderer;
  const record = recordOf(request, attempts, candidate, scoring, NOT_EVALUATED, version);
  record.timings = { ask: attempt.response.latencyMs };
  return record;
}

/**
 * A failed call leaves no candidate: what arrived before a cut is kept but never scored. A model
 * that ran into its token limit or refused in words has still answered, and is searched.
 */
async function candidateOf(
  attempt: Attempt,
  rule: ExtractionRule,
  { programs }: Pick<ScoringTools, 'programs'>,
): Promise<Result<Candidate>> {
  const { failure, response } = attempt;
  if (failure !== null && !isAnswer(attempt)) return failed(failure);
  const candidate = await extractWith(programs, response.text, rule);
  return candidate.ok || failure === null ? candidate : failed(failure);
}
