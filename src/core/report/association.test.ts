import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { associationOf } from './association.ts';

const points = fc.array(
  fc.record({ x: fc.integer({ min: 0, max: 20 }), score: fc.integer({ min: 0, max: 5 }) }),
  { minLength: 2, maxLength: 40 },
);

describe('associationOf', () => {
  it('is 1 where the score always rises with x, and -1 where it falls', () => {
    const rising = [1, 5, 7, 100].map((x) => ({ x, score: Math.log(x) }));
    expect(associationOf(rising)!.spearman).toBeCloseTo(1, 12);
    const falling = rising.map(({ x, score }) => ({ x, score: -score }));
    expect(associationOf(falling)!.spearman).toBeCloseTo(-1, 12);
  });

  it('is no number where one side never changes', () => {
    expect(
      associationOf([
        { x: 1, score: 0 },
        { x: 2, score: 0 },
      ])!.spearman,
    ).toBeNull();
    expect(associationOf([{ x: 1, score: 0 }])).toBeNull();
  });

  it('gives ties their mean rank', () => {
    // Ranks 1, 2.5, 2.5, 4 against 1..4: r = 4.5 / sqrt(4.5 * 5).
    const tied = [1, 2, 2, 3].map((x, at) => ({ x, score: at }));
    expect(associationOf(tied)!.spearman).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
  });

  it('puts every sample into one bin, and minds no order', () => {
    fc.assert(
      fc.property(points, (list) => {
        const found = associationOf(list)!;
        expect(found.bins.reduce((sum, { samples }) => sum + samples, 0)).toBe(list.length);
        const total = found.bins.reduce((sum, { samples, score }) => sum + samples * score, 0);
        expect(total).toBeCloseTo(
          list.reduce((sum, { score }) => sum + score, 0),
          8,
        );
        expect(associationOf([...list].reverse())).toEqual(found);
        for (const [at, bin] of found.bins.entries())
          if (at > 0) expect(bin.from).toBeGreaterThan(found.bins[at - 1]!.to);
      }),
    );
  });
});
