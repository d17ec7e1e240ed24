/** A fold with its rewards folded again with other weights than the records': no record is read again. */
import { foldReward, type RewardTerms } from '../metric/reward-terms.ts';
import type { RewardWeights } from '../metric/reward.ts';
import { columnOf, type Column } from './column.ts';
import type { Cell, KeptSample } from './kept-sample.ts';
import type { FoldView } from './record-fold.ts';

export const TERM_MISSING = 'a term of the reward is not measured';

const REWARD = columnOf('reward', null);

/** @param weights `null`: each record's own, so nothing is changed */
export function weighed(fold: FoldView, weights: RewardWeights | null): FoldView {
  if (weights === null) return fold;
  const known = fold.columns();
  const found = known.findIndex(({ key }) => key === REWARD.key);
  const columns: readonly Column[] = found === -1 ? [...known, REWARD] : known;
  const index = found === -1 ? known.length : found;
  const series = fold.series().map(({ facts, samples, ...rest }) => ({
    ...rest,
    // What was weighed alike may stand side by side, whatever the records were weighed with.
    facts: { ...facts, weights },
    samples: samples.map((sample) => withReward(sample, index, weights)),
  }));
  return {
    records: fold.records,
    replaced: fold.replaced,
    series: () => series,
    columns: () => columns,
    promptOf: (suiteSha256, itemId) => fold.promptOf(suiteSha256, itemId),
  };
}

function withReward(sample: KeptSample, index: number, weights: RewardWeights): KeptSample {
  const { terms } = sample;
  // What a system lost stays lost, and says why.
  if (terms === null) return sample;
  const cells: Cell[] = [...sample.cells];
  cells[index] = foldReward(terms, weights)?.value ?? TERM_MISSING;
  return { ...sample, cells, undrawnReward: undrawnReward(terms, weights) };
}

/** What the reward would be had the program not been drawn: nothing, or the gate's penalty. */
export const undrawnReward = (terms: RewardTerms | null, weights: RewardWeights | null): number =>
  terms === null || weights === null
    ? 0
    : foldReward({ ...terms, rendered: false }, weights)!.value;
