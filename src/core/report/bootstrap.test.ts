import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../composer/random.ts';
import { BOOTSTRAP, bootstrapIntervals, pooledMean, unanimousInterval } from './bootstrap.ts';
import { normalQuantile } from './normal-distribution.ts';

const ofItems = (items: readonly (readonly number[])[]) => ({
  sums: Float64Array.from(items, (values) => values.reduce((a, b) => a + b, 0)),
  counts: Float64Array.from(items, (values) => values.length),
});

const interval = (items: readonly (readonly number[])[], options = BOOTSTRAP) =>
  bootstrapIntervals([ofItems(items)], options)[0]!;

const normals = (random: Random, count: number): number[] =>
  Array.from({ length: count }, () => normalQuantile(random.between(1e-9, 1 - 1e-9)));

describe('the bootstrap', () => {
  it('repeats with its seed and moves with another', () => {
    const items = normals(new Random(3), 20).map((value) => [value]);
    expect(interval(items)).toEqual(interval(items));
    expect(interval(items, { ...BOOTSTRAP, seed: 2 })).not.toEqual(interval(items));
  });

  it('agrees with theory where theory is exact: the mean of many normal items', () => {
    const values = normals(new Random(5), 400);
    const { low, high } = interval(values.map((value) => [value]))!;
    const mean = values.reduce((a, b) => a + b, 0) / 400;
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 399);
    expect(low).toBeCloseTo(mean - (1.96 * sd) / 20, 1);
    expect(high).toBeCloseTo(mean + (1.96 * sd) / 20, 1);
  });

  it('covers the truth about as often as it says, for skewed items with several samples', () => {
    const random = new Random(7);
    const runs = 300;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const items = Array.from({ length: 40 }, () => {
        const item = -Math.log(1 - random.next());
        return Array.from({ length: 4 }, () => item + (random.next() - 0.5));
      });
      const { low, high } = interval(items, { ...BOOTSTRAP, resamples: 500, seed: run })!;
      if (low <= 1 && 1 <= high) covered++;
    }
    // Binomial noise of 300 runs is 1.3 points; BCa on 40 exponential items falls short by 1 to 2.
    expect(covered / runs).toBeGreaterThan(0.89);
    expect(covered / runs).toBeLessThan(0.985);
  });

  it('is wider for samples that belong together than for as many that do not', () => {
    const items = normals(new Random(11), 30);
    const together = interval(items.map((value) => [value, value, value, value]))!;
    const apart = interval(items.flatMap((value) => [[value], [value], [value], [value]]))!;
    expect(together.high - together.low).toBeGreaterThan(1.6 * (apart.high - apart.low));
  });

  it('never gives a number that is none, whatever the values', () => {
    const items = fc.array(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 3 }),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(items, (values) => {
        const column = ofItems(values);
        const [found] = bootstrapIntervals([column], { ...BOOTSTRAP, resamples: 50 });
        if (values.filter(({ length }) => length > 0).length < 2) expect(found).toBeNull();
        else {
          expect(Number.isFinite(found!.low) && Number.isFinite(found!.high)).toBe(true);
          expect(found!.low).toBeLessThanOrEqual(found!.high);
          expect(found!.low).toBeGreaterThanOrEqual(-1);
          expect(pooledMean(column)).not.toBeNull();
        }
      }),
    );
  });

  it('gives each column what it gives the column alone', () => {
    const a = ofItems([[1], [2, 3], [5], []]);
    const b = ofItems([[0.5], [0.25], [], [0.125]]);
    const both = bootstrapIntervals([a, b]);
    expect(both).toEqual([...bootstrapIntervals([a]), ...bootstrapIntervals([b])]);
  });

  it('refuses columns over different items', () => {
    expect(() => bootstrapIntervals([ofItems([[1]]), ofItems([[1], [2]])])).toThrow(RangeError);
  });

  it('leaves room for what was not seen where all items agree', () => {
    expect(unanimousInterval(1, 100, 0.95).low).toBeCloseTo(0.9638, 4);
    expect(unanimousInterval(0, 100, 0.95).high).toBeCloseTo(0.0362, 4);
  });
});
