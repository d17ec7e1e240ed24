/** The part of a record that judging a program gives; the rest says where the program came from. */
import type { Evaluation, ScoringRequest } from '../evaluate.ts';
import { LIMITS } from '../program/limits.ts';
import type { SampleRecord } from './record.ts';

export type Judgement = Pick<
  SampleRecord,
  | 'repair'
  | 'mends'
  | 'mendedSource'
  | 'sizePx'
  | 'warnings'
  | 'blank'
  | 'renderer'
  | 'encoders'
  | 'limits'
  | 'failure'
  | 'strictFailure'
  | 'scores'
  | 'rewardWeights'
  | 'reference'
>;

/** @param rendererVersion of the renderer that was at hand; kept where there was something to draw */
export function judgementOf(
  evaluation: Evaluation,
  { repair, weights, reference }: Pick<ScoringRequest, 'repair' | 'weights' | 'reference'>,
  rendererVersion: string,
): Judgement {
  const { program, encoded } = evaluation;
  return {
    repair,
    mends: [...evaluation.mends],
    mendedSource: evaluation.mendedSource,
    sizePx: program?.sizePx ?? null,
    warnings: [...evaluation.warnings],
    blank: evaluation.blank,
    renderer: program === null ? null : rendererVersion,
    encoders: encoded.map(({ encoderId, backend, captionCut }) => ({
      id: encoderId,
      backend,
      captionCut,
    })),
    limits: LIMITS,
    failure: evaluation.failure,
    strictFailure: evaluation.strictFailure,
    scores: evaluation.scores,
    rewardWeights: weights,
    reference: contentOf(reference),
  };
}

/** A picture that was not found has no content to name. */
const contentOf = (reference: ScoringRequest['reference']): Judgement['reference'] =>
  reference === null || reference.sha256 === null
    ? null
    : { kind: reference.kind, sha256: reference.sha256 };
