/** Folds a sample's scores into its reward: the first encoder of each kind that scored counts. */
import { blame, type Failure } from '../failure.ts';
import type { Measured } from './measured.ts';
import { isGated, reward, type Reward, type RewardWeights } from './reward.ts';
import type { MetricId, Score } from './score.ts';

/** What decides a reward besides scores and weights. */
export type Rewarded = Pick<Measured, 'failure' | 'formatted' | 'hasReference'>;

/**
 * The one way to a reward: of a sample that was just measured, and of a record.
 * @returns the reward with its terms, or `null` while a term it needs is unscored
 */
export function rewardOf(
  measured: Rewarded,
  scores: readonly Score[],
  weights: RewardWeights,
): Reward | null {
  if (measured.failure !== null && blame(measured.failure) === 'system') return null;
  const rendered = measured.failure === null;
  const waitsForTerms = rendered && !isGated(measured.formatted, weights);
  const textImage = firstOf(scores, 'text-image');
  const imageImage = firstOf(scores, 'image-image');
  if (waitsForTerms && weights.textImage !== 0 && textImage?.status !== 'scored') return null;
  if (waitsForTerms && weights.imageImage !== 0 && waits(imageImage, measured)) return null;
  const length = firstOf(scores, 'length');
  const parts = {
    rendered,
    textImage: valueOf(textImage),
    imageImage: valueOf(imageImage),
    lengthCharacters: valueOf(length) ?? 0,
    formatted: measured.formatted,
  };
  return reward(parts, weights);
}

/** The reward as a score that names the encoders it was measured with. */
export function rewardScore(
  measured: Measured,
  scores: readonly Score[],
  weights: RewardWeights,
): Score {
  const used = (['text-image', 'image-image'] as const)
    .map((metric) => firstOf(scores, metric))
    .filter((score) => score?.status === 'scored')
    .map((score) => score!.encoderId!);
  const encoderId = used.length === 0 ? null : [...new Set(used)].join(' + ');
  const value = rewardOf(measured, scores, weights);
  if (value !== null) return { metric: 'reward', encoderId, status: 'scored', value: value.value };
  const failures = scores.flatMap((score) => (score.status === 'unscored' ? [score.failure] : []));
  const blocking = failures.find((failure) => !isWithoutReference(failure));
  const failure = measured.failure ?? blocking ?? WEIGHTS_MISSING;
  return { metric: 'reward', encoderId, status: 'unscored', failure };
}

const WEIGHTS_MISSING = {
  stage: 'embed',
  kind: 'weights-missing',
  detail: 'No encoder gives all terms of this reward. Turn one on under Encoders.',
} as const;

/** A term waits for its encoder, but where there is no reference it is only left out. */
function waits(score: Score | undefined, { hasReference }: Rewarded): boolean {
  // No encoder compares pictures: with a reference at hand the term is missing, not left out.
  if (score === undefined) return hasReference;
  return score.status === 'unscored' && !isWithoutReference(score.failure);
}

const isWithoutReference = ({ stage, kind }: Failure): boolean =>
  stage === 'embed' && kind === 'no-reference';

/** The first one that scored, else the first one. */
function firstOf(scores: readonly Score[], metric: MetricId): Score | undefined {
  const all = scores.filter((score) => score.metric === metric);
  return all.find((score) => score.status === 'scored') ?? all[0];
}

const valueOf = (score: Score | undefined): number | null =>
  score?.status === 'scored' ? score.value : null;
