import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { histogram, otherCaptions, placeAmong, quantile } from './null-distribution.ts';

// Adding 0 makes a 0 of -0, which vitest tells apart and cosines do not.
const cosine = fc.double({ min: -1, max: 1, noNaN: true }).map((value) => value + 0);
const cosines = fc.array(cosine, { minLength: 1 });

describe('the place among other captions', () => {
  test('"higher than" means strictly, ties are told apart', () => {
    expect(placeAmong(0.3, [0.1, 0.3, 0.2, 0.4])).toEqual({ higherThan: 2, tiedWith: 1, outOf: 4 });
  });

  test('among none it is higher than none of none', () => {
    expect(placeAmong(0.3, [])).toEqual({ higherThan: 0, tiedWith: 0, outOf: 0 });
  });
});

describe('quantiles', () => {
  test('interpolate between neighbours, as numpy does', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([10, 20, 30, 40, 50], 0.9)).toBeCloseTo(46, 10);
  });

  test('sort by number, not by text', () => {
    expect(quantile([10, 9, -1], 0)).toBe(-1);
    expect(quantile([10, 9, -1], 1)).toBe(10);
  });

  test('rise with the share and stay within the values', () => {
    fc.assert(
      fc.property(cosines, (values) => {
        const quartiles = [0, 0.25, 0.5, 0.75, 1].map((share) => quantile(values, share));
        expect(quartiles).toEqual(quartiles.toSorted((a, b) => a - b));
        expect(quartiles[0]).toBe(Math.min(...values));
        expect(quartiles[4]).toBe(Math.max(...values));
      }),
    );
  });

  test('of nothing, or beyond 0 and 1, are bugs', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 1.1)).toThrow(RangeError);
    expect(() => quantile([1], NaN)).toThrow(RangeError);
  });
});

describe('histograms', () => {
  test('count the lower edge in and the upper edge out, the last bin both', () => {
    const bins = histogram([0, 0.5, 0.99, 1], { low: 0, high: 1, bins: 2 });
    expect(bins).toEqual([
      { from: 0, to: 0.5, count: 1 },
      { from: 0.5, to: 1, count: 3 },
    ]);
  });

  test('lose no value, wherever it lies', () => {
    fc.assert(
      fc.property(cosines, fc.integer({ min: 1, max: 30 }), (values, bins) => {
        const counted = histogram(values, { low: -0.2, high: 0.4, bins });
        expect(counted).toHaveLength(bins);
        expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      }),
    );
  });

  test('need a range and a bin', () => {
    expect(() => histogram([], { low: 1, high: 1, bins: 3 })).toThrow(RangeError);
    expect(() => histogram([], { low: 0, high: 1, bins: 0 })).toThrow(RangeError);
  });
});

test("a picture's own caption is not among the others, nor is any caption twice", () => {
  expect(otherCaptions(' A red circle', ['a cat', 'a red circle', 'a dog', 'A cat '])).toEqual([
    'a cat',
    'a dog',
  ]);
});
