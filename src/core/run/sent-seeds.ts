/** Sample `i` of seed `s` is sent `s + i`: seeds that stand too close ask for one answer twice. */

/**
 * A model that honours its seed gives the same answer again, and means, intervals, pass@k and diversity
 * would take it for another one.
 * @param samples of each seed
 * @returns the smallest number that would be sent twice for an item; `null`: none
 */
export function seedSentTwice(seeds: readonly (number | null)[], samples: number): number | null {
  const known = seeds.filter((seed) => seed !== null).sort((a, b) => a - b);
  const again = known.find((seed, at) => at > 0 && seed - known[at - 1]! < samples);
  return again ?? null;
}

/** Why such seeds cannot be, in a sentence with a way out; `null` where they can. */
export function seedsTooClose(seeds: readonly (number | null)[], samples: number): string | null {
  const twice = seedSentTwice(seeds, samples);
  if (twice === null) return null;
  const first = Math.min(...seeds.filter((seed) => seed !== null));
  const apart = seeds.map((_, at) => first + at * samples).slice(0, 3);
  return `With ${samples} ${samples === 1 ? 'sample' : 'samples'} each, seed ${twice} would be sent twice, as sample i of a seed is sent seed + i: take seeds at least ${samples} apart, such as ${apart.join(', ')}.`;
}
