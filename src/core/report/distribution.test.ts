import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnOf } from './column.ts';
import type { ColumnValues } from './column-values.ts';
import { distributionOf } from './distribution.ts';

const valuesOf = (values: readonly number[]): ColumnValues => ({
  column: columnOf('text-image', 'e@1/fp32'),
  byItem: new Map(),
  counted: values.map((value) => ({ sample: {} as never, value })),
  notCounted: [],
});

describe('distributionOf', () => {
  it('has every sample in a bin that holds it, on edges shared by all rows', () => {
    const scores = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(scores, scores, (a, b) => {
        const { edges, counts } = distributionOf([valuesOf(a), null, valuesOf(b)])!;
        expect(counts.map((row) => row.reduce((x, y) => x + y, 0))).toEqual([
          a.length,
          0,
          b.length,
        ]);
        expect(edges[0]).toBeLessThanOrEqual(Math.min(...a, ...b));
        expect(edges.at(-1)).toBeGreaterThan(Math.max(...a, ...b) - 1e-6);
        expect(edges.length).toBeLessThan(43);
        expect(counts[0]).toHaveLength(edges.length - 1);
      }),
    );
  });

  it('is none without a sample, and has edges at round numbers', () => {
    expect(distributionOf([null])).toBeNull();
    expect(distributionOf([valuesOf([0.211, 0.349])])!.edges.slice(0, 3)).toEqual([
      0.21, 0.215, 0.22,
    ]);
  });

  it('takes lengths as well as cosines', () => {
    const { edges } = distributionOf([valuesOf([120, 98_000])])!;
    expect(edges.length).toBeLessThan(43);
  });
});
