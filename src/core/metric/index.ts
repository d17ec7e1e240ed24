/** Every metric of a single sample, in the order in which they are shown. */
import { imageImage } from './image-image.ts';
import { length } from './length.ts';
import type { Measured } from './measured.ts';
import type { RewardWeights } from './reward.ts';
import { rewardScore } from './reward-score.ts';
import type { Score } from './score.ts';
import { textImage } from './text-image.ts';
import { validity } from './validity.ts';

const METRICS: readonly ((measured: Measured) => Score[])[] = [
  validity,
  textImage,
  imageImage,
  length,
];

export function scoreSample(measured: Measured, weights: RewardWeights): Score[] {
  const scores = METRICS.flatMap((metric) => metric(measured));
  return [...scores, rewardScore(measured, scores, weights)];
}
