/** A column of the gallery as reports count it: under the policy that the results are looked at with. */
import { columnOf } from '../../../../core/report/column.ts';
import type { Cell, Fate } from '../../../../core/report/kept-sample.ts';
import {
  countedAs,
  type CountedSample,
  type Lookups,
  type ReportPolicy,
} from '../../../../core/report/policy.ts';
import type { SlotEntry } from '../../../state/benchmark-results/run-index.ts';
import type { RewardWeights } from '../../../../core/metric/reward.ts';
import { rewardOf } from './entry-reward.ts';
import { isMended, type CountedColumn, type ScoreColumn } from './score-column.ts';

/** All that counting needs beside the sample itself. */
export interface Counting {
  policy: ReportPolicy;
  lookups: Lookups;
  /** To fold rewards again with; `null`: each record's own. */
  weights: RewardWeights | null;
  /** Of the run; `null`: it has none. */
  suiteSha256: string | null;
  /** Whether the item has something that pictures are compared with. */
  hasReference(itemId: string): boolean;
}

export function countedColumn(column: ScoreColumn, counting: Counting): CountedColumn {
  const { metric, encoderId } = column;
  const place = columnOf(metric, encoderId);
  const { policy, lookups, weights, suiteSha256 } = counting;
  const known = new WeakMap<SlotEntry, { value: number | null }>();
  const count = (entry: SlotEntry): number | null => {
    const hasReference = counting.hasReference(entry.itemId);
    const weighed =
      metric === 'reward' && weights !== null ? rewardOf(entry, weights, hasReference) : null;
    const sample: CountedSample = {
      id: entry.recordId,
      suiteSha256,
      itemId: entry.itemId,
      fate: fateOf(entry),
      reason: entry.outcome,
      mended: isMended(entry),
      hasReference,
      // A row says no more: only a closed format gate makes a reward of these weights negative.
      undrawnReward: weighed?.undrawn ?? Math.min(0, rewardIn(entry)),
    };
    const cell = weighed === null ? cellOf(entry, column) : (weighed.value ?? 'missing');
    const counted = countedAs(sample, place, cell, policy, lookups);
    return counted.kind === 'value' ? counted.value : null;
  };
  return {
    ...column,
    scoreOf(entry) {
      const found = known.get(entry) ?? { value: count(entry) };
      known.set(entry, found);
      return found.value;
    },
  };
}

/** Items that any sample was compared with a reference for, should the suite not be at hand. */
export function comparedItems(index: readonly SlotEntry[]): ReadonlySet<string> {
  return new Set(
    index
      .filter(({ scores }) =>
        scores.some(
          ({ metric, value, invalid }) => metric === 'image-image' && (value !== null || invalid),
        ),
      )
      .map(({ itemId }) => itemId),
  );
}

const rewardIn = ({ scores }: SlotEntry): number =>
  scores.find(({ metric }) => metric === 'reward')?.value ?? 0;

function fateOf({ state, outcome, scores }: SlotEntry): Fate {
  if (state !== 'done') return 'unscored';
  if (outcome === 'ok') return 'drawn';
  const valid = scores.find(({ metric }) => metric === 'validity-recovered');
  return valid !== undefined && valid.value === null ? 'unscored' : 'invalid';
}

function cellOf({ scores }: SlotEntry, { metric, encoderId }: ScoreColumn): Cell {
  const isReward = metric === 'reward';
  const score = scores.find(
    (each) => each.metric === metric && (isReward || each.encoderId === encoderId),
  );
  if (score === undefined || score.invalid) return undefined;
  return score.value ?? 'missing';
}
