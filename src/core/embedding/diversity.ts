/** How much the samples of one item differ from each other. */
import { cosine } from './similarity.ts';

/**
 * 1 - mean pairwise cosine over an item's valid samples: 0 where all are alike.
 * @param vectors unit vectors of one encoder, of the valid samples only
 * @returns `null` with fewer than two: there is no pair
 */
export function diversityOf(vectors: readonly Float32Array[]): number | null {
  if (vectors.length < 2) return null;
  let sum = 0;
  let pairs = 0;
  vectors.forEach((a, i) => {
    for (const b of vectors.slice(i + 1)) {
      sum += cosine(a, b);
      pairs += 1;
    }
  });
  return 1 - sum / pairs;
}

/**
 * An item's diversity over several encoders (the protocol: the DINOv2 sizes), their mean.
 * @param perEncoder one `diversityOf` per encoder; `null`s are left out
 */
export function meanDiversity(perEncoder: readonly (number | null)[]): number | null {
  const known = perEncoder.filter((value) => value !== null);
  return known.length === 0 ? null : mean(known);
}

/**
 * A run's diversity as the official code averages it: over the items whose diversity is > 0, so
 * an item with identical samples raises it instead of lowering it. Show `items` beside the mean.
 * @returns `null` where no item counts
 */
export function runDiversity(
  perItem: readonly (number | null)[],
): { mean: number; items: number } | null {
  const counted = perItem.filter((value) => value !== null && value > 0) as number[];
  return counted.length === 0 ? null : { mean: mean(counted), items: counted.length };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
