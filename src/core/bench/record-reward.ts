/** A record's reward with its terms, of which the record keeps only the sum. */
import { foldReward, rewardTerms, type RewardTerms } from '../metric/reward-terms.ts';
import { PAPER_WEIGHTS, type Reward } from '../metric/reward.ts';
import { isFormatted } from '../program/format-gate.ts';
import type { SampleRecord } from './record.ts';

/**
 * The number is the record's own: it is never given where the record has none.
 * @returns `null` where it is unscored
 */
export function rewardOfRecord(record: SampleRecord): Reward | null {
  const own = record.scores.find(({ metric }) => metric === 'reward');
  if (own?.status !== 'scored') return null;
  const terms = rewardTermsOf(record);
  const reward = terms && foldReward(terms, record.rewardWeights ?? PAPER_WEIGHTS);
  return reward && { ...reward, value: own.value };
}

/** What its reward is folded from; `null` where a system's fault left nothing. */
export function rewardTermsOf(record: SampleRecord): RewardTerms | null {
  const { scores, failure, reference, attempts } = record;
  const formatted = isFormatted(attempts.at(-1)?.response.text ?? '');
  return rewardTerms({ failure, formatted, hasReference: reference !== null }, scores);
}
