/** The reward as a bar: what each term earned, what was still to earn, what could not be measured. */
import type { Reward, RewardWeights } from '../../../core/metric/reward.ts';

export type TermName = Reward['terms'][number]['name'];

export const TERM_TITLES: Record<TermName, string> = {
  'text-image': 'text',
  'image-image': 'picture',
  length: 'length',
  format: 'format',
};

export const TERM_WEIGHTS: Record<TermName, keyof RewardWeights> = {
  'text-image': 'textImage',
  'image-image': 'imageImage',
  length: 'length',
  format: 'format',
};

export interface BarPart {
  name: TermName;
  /** 0..1 of the bar. */
  from: number;
  share: number;
}

/** Parts laid end to end over the largest reward possible; negative terms take no room. */
export function barParts(reward: Reward): BarPart[] {
  if (reward.possible <= 0) return [];
  let from = 0;
  return reward.terms.flatMap(({ name, value }) => {
    if (value <= 0) return [];
    const share = Math.min(value / reward.possible, 1 - from);
    const part = { name, from, share };
    from += share;
    return [part];
  });
}

/** Terms that have a weight, and of these the ones with no value: they are left out, not zero. */
export function partsOf(
  reward: Reward,
  weights: RewardWeights,
): { wanted: number; leftOut: TermName[] } {
  const wanted = (Object.keys(TERM_WEIGHTS) as TermName[]).filter(
    (name) => weights[TERM_WEIGHTS[name]] !== 0,
  );
  const present = new Set(reward.terms.map((term) => term.name));
  return { wanted: wanted.length, leftOut: wanted.filter((name) => !present.has(name)) };
}
