/** Folds a sample's scores into its reward: the first encoder of each kind that scored counts. */
import { blame } from '../failure.ts';
import type { Measured } from './measured.ts';
import { reward, type Reward, type RewardWeights } from './reward.ts';
import type { MetricId, Score } from './score.ts';

/** @returns the reward with its terms, or `null` while a term it needs is unscored */
export function rewardOf(
  measured: Measured,
  scores: readonly Score[],
  weights: RewardWeights,
): Reward | null {
  if (measured.failure !== null && blame(measured.failure) === 'system') return null;
  const rendered = measured.failure === null;
  const textImage = firstOf(scores, 'text-image');
  const imageImage = firstOf(scores, 'image-image');
  if (rendered && weights.textImage !== 0 && textImage?.status !== 'scored') return null;
  if (rendered && weights.imageImage !== 0 && waits(imageImage)) return null;
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
  const blocking = scores.find((score) => score.status === 'unscored');
  const failure =
    measured.failure ?? (blocking?.status === 'unscored' ? blocking.failure : WEIGHTS_MISSING);
  return { metric: 'reward', encoderId, status: 'unscored', failure };
}

const WEIGHTS_MISSING = {
  stage: 'embed',
  kind: 'weights-missing',
  detail: 'No encoder is loaded, so the reward has no terms. Turn one on under Encoders.',
} as const;

/** A term waits for its encoder, but where there is no reference it is only left out. */
function waits(score: Score | undefined): boolean {
  if (score === undefined || score.status === 'scored') return false;
  return !(score.failure.stage === 'embed' && score.failure.kind === 'no-reference');
}

/** The first one that scored, else the first one. */
function firstOf(scores: readonly Score[], metric: MetricId): Score | undefined {
  const all = scores.filter((score) => score.metric === metric);
  return all.find((score) => score.status === 'scored') ?? all[0];
}

const valueOf = (score: Score | undefined): number | null =>
  score?.status === 'scored' ? score.value : null;
