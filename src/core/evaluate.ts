/**
 * From a program to its scores: check, mend, draw, embed, score. `sample.ts` puts the asking in
 * front of it; an edit in the page and a line of a responses file start here.
 */
import type { KnownEmbeddings } from './embedding/known-embeddings.ts';
import { failed, type Failure, type Result } from './failure.ts';
import { scoreSample } from './metric/index.ts';
import type { EncodedSample, Measured } from './metric/measured.ts';
import { rewardOf } from './metric/reward-score.ts';
import type { Reward, RewardWeights } from './metric/reward.ts';
import type { Score } from './metric/score.ts';
import type { Encoder } from './ports/encoder.ts';
import type { ProgramReader } from './ports/program-reader.ts';
import type { Renderer } from './ports/renderer.ts';
import type { Mend } from './program/candidate.ts';
import type { CheckedProgram, Warning } from './program/checked-program.ts';
import type { RepairPolicy } from './program/prepare.ts';
import { prepareWith } from './program/read-aside.ts';
import type { EmbeddableReference } from './reference.ts';
import { seeProgram } from './see.ts';
import type { StageListener } from './stage.ts';

export interface ScoringTools {
  renderer: Renderer;
  /** For large programs; absent: they are read on this thread. */
  programs?: ProgramReader;
  /** Opened by their owner; empty: only the metrics without an encoder are given. */
  encoders: Encoder[];
  /** Of the same program, caption and reference: what is here is not embedded again. */
  known?: readonly EncodedSample[];
  /** What earlier samples and runs have drawn and embedded: not done again. */
  memory?: KnownEmbeddings;
}

export interface ScoringRequest {
  /** The caption that text-image scores compare with: the subject, before the template. */
  caption: string;
  reference: EmbeddableReference | null;
  repair: RepairPolicy;
  weights: RewardWeights;
  /** See `isFormatted`; false for a program without a response. */
  formatted: boolean;
}

/** What a record keeps of a program's way to its scores. */
export interface Evaluation {
  mends: readonly Mend[];
  /** What was drawn where it differs from what was sent. */
  mendedSource: string | null;
  program: CheckedProgram | null;
  warnings: readonly Warning[];
  blank: boolean | null;
  /** Why it is not valid as sent; `null`: it is. */
  strictFailure: Failure | null;
  /** Why nothing was drawn; `null`: a picture exists. */
  failure: Failure | null;
  scores: Score[];
  /** The score of this name with its terms; `null` where it is unscored. */
  reward: Reward | null;
  encoded: EncodedSample[];
  timings: Partial<Record<'check' | 'draw' | 'embed', number>>;
}

/** Of an answer that waits to be scored. */
export const NOT_EVALUATED: Evaluation = {
  mends: [],
  mendedSource: null,
  program: null,
  warnings: [],
  blank: null,
  strictFailure: null,
  failure: {
    stage: 'embed',
    kind: 'pending',
    detail: 'The answer is here whole, but it was not scored. It is when it is opened.',
  },
  scores: [],
  reward: null,
  encoded: [],
  timings: {},
};

/**
 * @param source the candidate; or the failure that left none
 * @throws the signal's reason when aborted
 */
export async function evaluateProgram(
  source: Result<string>,
  request: ScoringRequest,
  tools: ScoringTools,
  stages: StageListener,
  signal: AbortSignal,
): Promise<Evaluation> {
  const started = performance.now();
  const prepared = source.ok
    ? await prepareWith(tools.programs, source.value, request.repair, signal)
    : null;
  const checked: Result<CheckedProgram> = prepared?.program ?? failed(failureOf(source));
  const checkMs = performance.now() - started;
  if (prepared !== null) {
    stages.ended('check', prepared.strictFailure, checkMs);
    if (prepared.mends.length > 0) stages.mended(prepared.mends);
  }

  const seen = await seeProgram(checked, request, tools, stages, signal);
  const { failure, encoded } = seen;
  const measured: Measured = {
    strictFailure: prepared?.strictFailure ?? (source.ok ? null : source.failure),
    failure,
    source: source.ok ? source.value : null,
    formatted: request.formatted,
    hasReference: request.reference !== null,
    encoded,
  };
  const scores = scoreSample(measured, request.weights);
  stages.ended('score', null, 0);
  return {
    mends: prepared?.mends ?? [],
    mendedSource: prepared !== null && prepared.mends.length > 0 ? prepared.source : null,
    program: checked.ok ? checked.value : null,
    warnings: checked.ok ? checked.value.warnings : [],
    blank: seen.blank,
    strictFailure: measured.strictFailure,
    failure,
    scores,
    reward: rewardOf(measured, scores, request.weights),
    encoded,
    timings: { check: checkMs, ...seen.timings },
  };
}

const failureOf = (source: Result<string>): Failure => {
  if (source.ok) throw new Error('a candidate was found: there is no failure to give');
  return source.failure;
};
