import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestOfK } from './best-of-k.ts';

const scores = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
  minLength: 1,
  maxLength: 9,
});

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** Every choice of k values, the slow way. */
function choices(values: readonly number[], k: number): number[][] {
  if (k === 0) return [[]];
  return values.flatMap((value, at) =>
    choices(values.slice(at + 1), k - 1).map((rest) => [value, ...rest]),
  );
}

describe('bestOfK', () => {
  it('is the mean for one and the largest for all', () => {
    fc.assert(
      fc.property(scores, (values) => {
        expect(bestOfK(values, 1)).toBeCloseTo(mean(values), 12);
        expect(bestOfK(values, values.length)).toBeCloseTo(Math.max(...values), 12);
      }),
    );
  });

  it('is the mean of the largest over every choice of k', () => {
    fc.assert(
      fc.property(scores, fc.nat(8), (values, draw) => {
        const k = 1 + (draw % values.length);
        const largest = choices(values, k).map((choice) => Math.max(...choice));
        expect(bestOfK(values, k)).toBeCloseTo(mean(largest), 10);
      }),
    );
  });

  it('never falls with k, and stays finite for thousands of samples', () => {
    const values = Array.from({ length: 3000 }, (_, index) => Math.sin(index));
    const curve = [1, 2, 10, 500, 2999, 3000].map((k) => bestOfK(values, k));
    expect(curve.every(Number.isFinite)).toBe(true);
    expect([...curve].sort((a, b) => a - b)).toEqual(curve);
  });

  it('refuses more draws than samples', () => {
    expect(() => bestOfK([1], 2)).toThrow(RangeError);
    expect(() => bestOfK([], 1)).toThrow(RangeError);
  });
});
