/** Seeds as they are typed: whole numbers parted by commas; nothing leaves them to the provider. */

/** Providers take 31 bits; sample indices are added. */
const MOST = 2_147_000_000;

/** What is no seed is left out; without any it is `[null]`. */
export function readSeeds(typed: string): (number | null)[] {
  const seeds = typed
    .split(/[\s,;]+/)
    .filter((word) => /^\d+$/.test(word))
    .map(Number)
    .filter((seed) => seed <= MOST);
  return seeds.length === 0 ? [null] : [...new Set(seeds)];
}

export const seedWords = (seeds: readonly (number | null)[]): string =>
  seeds.filter((seed) => seed !== null).join(', ');
