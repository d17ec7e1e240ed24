/** Folds a sample's scores into its reward: the first encoder of each kind that scored counts. */
import type { Measured } from './measured.ts';
import {
  firstOf,
  foldReward,
  isWithoutReference,
  rewardTerms,
  type Rewarded,
} from './reward-terms.ts';
import type { Reward, RewardWeights } from './reward.ts';
import type { Score } from './score.ts';

/**
 * The one way to a reward: of a sample that was just measured, and of a record.
 * @returns the reward with its terms, or `null` while a term it needs is unscored
 */
export function rewardOf(
  measured: Rewarded,
  scores: readonly Score[],
  weights: RewardWeights,
): Reward | null {
  const terms = rewardTerms(measured, scores);
  return terms === null ? null : foldReward(terms, weights);
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
