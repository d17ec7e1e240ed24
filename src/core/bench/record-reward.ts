/** A record's reward with its terms, of which the record keeps only the sum. */
import { rewardOf } from '../metric/reward-score.ts';
import { PAPER_WEIGHTS, type Reward } from '../metric/reward.ts';
import { isFormatted } from '../program/format-gate.ts';
import type { SampleRecord } from './record.ts';

/**
 * The number is the record's own: it is never given where the record has none.
 * @returns `null` where it is unscored
 */
export function rewardOfRecord(record: SampleRecord): Reward | null {
  const { scores, failure, reference, attempts, rewardWeights } = record;
  const own = scores.find(({ metric }) => metric === 'reward');
  if (own?.status !== 'scored') return null;
  const rewarded = {
    failure,
    formatted: isFormatted(attempts.at(-1)?.response.text ?? ''),
    hasReference: reference !== null,
  };
  const reward = rewardOf(rewarded, scores, rewardWeights ?? PAPER_WEIGHTS);
  return reward && { ...reward, value: own.value };
}
