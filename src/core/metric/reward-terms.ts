/** What a sample's reward is folded from: kept, it is folded again with any weights. */
import { blame, type Failure } from '../failure.ts';
import type { Measured } from './measured.ts';
import { isGated, reward, type Reward, type RewardParts, type RewardWeights } from './reward.ts';
import type { MetricId, Score } from './score.ts';

/** What decides a reward besides scores and weights. */
export type Rewarded = Pick<Measured, 'failure' | 'formatted' | 'hasReference'>;

export interface RewardTerms extends RewardParts {
  /** Terms that wait for an encoder: where one has a weight, there is no reward yet. */
  waits: { textImage: boolean; imageImage: boolean };
}

/**
 * The first encoder of each kind that scored counts.
 * @returns `null` where a system's fault left nothing to fold
 */
export function rewardTerms(
  { failure, formatted, hasReference }: Rewarded,
  scores: readonly Score[],
): RewardTerms | null {
  if (failure !== null && blame(failure) === 'system') return null;
  const textImage = firstOf(scores, 'text-image');
  const imageImage = firstOf(scores, 'image-image');
  return {
    rendered: failure === null,
    textImage: valueOf(textImage),
    imageImage: valueOf(imageImage),
    lengthCharacters: valueOf(firstOf(scores, 'length')) ?? 0,
    formatted,
    waits: {
      textImage: textImage?.status !== 'scored',
      imageImage: waits(imageImage, hasReference),
    },
  };
}

/** @returns the reward with its terms, or `null` while a term that has a weight waits */
export function foldReward(terms: RewardTerms, weights: RewardWeights): Reward | null {
  if (terms.rendered && !isGated(terms.formatted, weights)) {
    if (weights.textImage !== 0 && terms.waits.textImage) return null;
    if (weights.imageImage !== 0 && terms.waits.imageImage) return null;
  }
  return reward(terms, weights);
}

/** A term waits for its encoder, but where there is no reference it is only left out. */
function waits(score: Score | undefined, hasReference: boolean): boolean {
  // No encoder compares pictures: with a reference at hand the term is missing, not left out.
  if (score === undefined) return hasReference;
  return score.status === 'unscored' && !isWithoutReference(score.failure);
}

export const isWithoutReference = ({ stage, kind }: Failure): boolean =>
  stage === 'embed' && kind === 'no-reference';

/** The first one that scored, else the first one. */
export function firstOf(scores: readonly Score[], metric: MetricId): Score | undefined {
  const all = scores.filter((score) => score.metric === metric);
  return all.find((score) => score.status === 'scored') ?? all[0];
}

const valueOf = (score: Score | undefined): number | null =>
  score?.status === 'scored' ? score.value : null;
