import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedSentTwice, seedsTooClose } from './sent-seeds.ts';

describe('seedSentTwice', () => {
  it('is the first number that two samples of an item would share, whatever the order of the seeds', () => {
    const runs = fc.record({
      seeds: fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }),
      samples: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(runs, ({ seeds, samples }) => {
        const sent = seeds.flatMap((seed) => Array.from({ length: samples }, (_, i) => seed + i));
        const twice = sent.filter((seed, at) => sent.indexOf(seed) !== at);
        expect(seedSentTwice(seeds, samples)).toBe(twice.length === 0 ? null : Math.min(...twice));
      }),
    );
  });

  it('minds no seed that is left to the provider', () => {
    expect(seedSentTwice([null], 8)).toBeNull();
  });
});

describe('seedsTooClose', () => {
  it('says which seeds would do', () => {
    expect(seedsTooClose([1, 2, 3], 8)).toContain('at least 8 apart, such as 1, 9, 17');
    expect(seedsTooClose([1, 9], 8)).toBeNull();
    expect(seedsTooClose([4, 4], 1)).toContain('seed 4 would be sent twice');
  });
});
