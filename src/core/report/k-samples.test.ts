import { describe, expect, it } from 'vitest';
import { BOOTSTRAP } from './bootstrap.ts';
import type { ItemValues } from './column-values.ts';
import { bestOfKCurve, passAtKCurve } from './k-samples.ts';

const valuesOf = (items: Record<string, number[]>): ItemValues => ({
  byItem: new Map(Object.entries(items)),
});

describe('the curve of the best of k', () => {
  it('begins at the mean and ends at the mean of the largest', () => {
    const curve = bestOfKCurve(valuesOf({ a: [0.1, 0.3], b: [0.2, 0.6] }), BOOTSTRAP)!;
    expect(curve.points.map(({ mean }) => mean)).toEqual([
      expect.closeTo(0.3, 12),
      expect.closeTo(0.45, 12),
    ]);
    expect(curve.points[0]!.interval).not.toBeNull();
  });

  it('is over the same items throughout: one with a sample missing is left out and counted', () => {
    const items = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`i${at}`, [0.1, 0.2, 0.3]]),
    );
    const curve = bestOfKCurve(valuesOf({ ...items, short: [0.9] }), BOOTSTRAP)!;
    expect(curve).toMatchObject({ items: 20, itemsLeftOut: 1 });
    expect(curve.points).toHaveLength(3);
    expect(curve.points[2]!.mean).toBeCloseTo(0.3, 12);
  });

  it('is none where there is nothing to choose from', () => {
    expect(bestOfKCurve(valuesOf({ a: [0.1], b: [0.2] }), BOOTSTRAP)).toBeNull();
    expect(bestOfKCurve(valuesOf({}), BOOTSTRAP)).toBeNull();
  });

  it('counts passes from a threshold', () => {
    const curve = passAtKCurve(valuesOf({ a: [1, 0], b: [0, 0] }), 1, BOOTSTRAP)!;
    expect(curve.points.map(({ mean }) => mean)).toEqual([0.25, 0.5]);
  });
});
