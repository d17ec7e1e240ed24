/** The chance that at least one of k samples passes. */

/**
 * Unbiased from n samples of which c passed: 1 - C(n-c, k) / C(n, k) (Chen et al., "Evaluating Large
 * Language Models Trained on Code", arXiv 2107.03374, eq. 1).
 * @param samples n, 1 or more
 * @param passed c, 0..n
 * @param k 1..n
 * @returns 0..1
 * @throws RangeError outside these: draw more samples rather than clamp
 */
export function passAtK(samples: number, passed: number, k: number): number {
  const whole = [samples, passed, k].every(Number.isInteger);
  if (!whole || k < 1 || k > samples || passed < 0 || passed > samples)
    throw new RangeError(`pass@${k} of ${passed} in ${samples} samples`);
  if (samples - passed < k) return 1;
  // Ratios one factor at a time: 171! is already Infinity in a double.
  let noneChance = 1;
  for (let drawn = 0; drawn < k; drawn++)
    noneChance *= (samples - passed - drawn) / (samples - drawn);
  return 1 - noneChance;
}
