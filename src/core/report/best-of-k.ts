/** What is gained by drawing several times and keeping the best. */

/**
 * Expected best score when k of the n samples are drawn without replacement: unbiased for k fresh
 * samples. Ascending s1..sn: sum over i of C(i-1, k-1) / C(n, k) * si, the chance that si is the
 * largest of the k.
 * @param values n scores in any order, larger is better
 * @param k 1..n
 * @throws RangeError if k > n: draw more samples rather than clamp
 */
export function bestOfK(values: readonly number[], k: number): number {
  const n = values.length;
  if (!Number.isInteger(k) || k < 1 || k > n) throw new RangeError(`best of ${k} in ${n} samples`);
  const ascending = [...values].sort((a, b) => a - b);
  // From the largest down, one ratio at a time: C(n-1, k-1) / C(n, k) = k / n, and each step
  // C(i-2, k-1) / C(i-1, k-1) = (i-k) / (i-1). Factorials would overflow.
  let chance = k / n;
  let expected = 0;
  for (let i = n; i >= k; i--) {
    expected += chance * ascending[i - 1]!;
    if (i > 1) chance *= (i - k) / (i - 1);
  }
  return expected;
}
