/** A sample's reward with other weights than its record's, from what its row holds: as reports fold it. */
import type { MetricId } from '../../../../core/metric/score.ts';
import { foldReward, type RewardTerms } from '../../../../core/metric/reward-terms.ts';
import type { RewardWeights } from '../../../../core/metric/reward.ts';
import { undrawnReward } from '../../../../core/report/weighed.ts';
import type { RowScore } from '../../../../core/run/slot-row.ts';
import type { SlotEntry } from '../../../state/benchmark-results/run-index.ts';

export interface EntryReward {
  /** `null`: a term that has a weight is not measured, or not known. */
  value: number | null;
  /** Had its program not been drawn; `null`: not known. */
  undrawn: number | null;
}

/** @param hasReference whether its item has something that pictures are compared with */
export function rewardOf(
  entry: SlotEntry,
  weights: RewardWeights,
  hasReference: boolean,
): EntryReward {
  const { formatted } = entry;
  const asksForFormat = weights.format !== 0 || weights.gateOffset !== null;
  if (formatted === null && asksForFormat) return { value: null, undrawn: null };
  const terms = termsOf(entry, formatted ?? false, hasReference);
  return {
    value: foldReward(terms, weights)?.value ?? null,
    undrawn: undrawnReward(terms, weights),
  };
}

function termsOf(
  { outcome, scores, length }: SlotEntry,
  formatted: boolean,
  hasReference: boolean,
): RewardTerms {
  const textImage = firstOf(scores, 'text-image');
  const imageImage = firstOf(scores, 'image-image');
  return {
    rendered: outcome === 'ok',
    textImage,
    imageImage,
    lengthCharacters: length ?? 0,
    formatted,
    waits: { textImage: textImage === null, imageImage: imageImage === null && hasReference },
  };
}

/** The first encoder that scored counts, as in a record. */
const firstOf = (scores: readonly RowScore[], metric: MetricId): number | null =>
  scores.find((score) => score.metric === metric && score.value !== null)?.value ?? null;
