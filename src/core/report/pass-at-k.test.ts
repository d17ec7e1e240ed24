import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestOfK } from './best-of-k.ts';
import { passAtK } from './pass-at-k.ts';

describe('passAtK', () => {
  it('has the values that counting gives', () => {
    expect(passAtK(4, 1, 2)).toBeCloseTo(1 - 3 / 6, 12);
    expect(passAtK(5, 2, 3)).toBeCloseTo(1 - 1 / 10, 12);
    expect(passAtK(3, 0, 3)).toBe(0);
    expect(passAtK(3, 1, 3)).toBe(1);
  });

  it('is the share that passed for one sample, and stays finite for a thousand', () => {
    expect(passAtK(8, 3, 1)).toBeCloseTo(3 / 8, 12);
    const chance = passAtK(1000, 3, 400);
    expect(chance).toBeGreaterThan(0.7);
    expect(chance).toBeLessThan(1);
  });

  it('is the best of k where a pass scores 1 and the rest 0', () => {
    const cases = fc
      .tuple(fc.integer({ min: 1, max: 30 }), fc.nat(30), fc.nat(29))
      .map(([n, c, k]) => [n, c % (n + 1), 1 + (k % n)] as const);
    fc.assert(
      fc.property(cases, ([n, c, k]) => {
        const values = Array.from({ length: n }, (_, index) => (index < c ? 1 : 0));
        expect(passAtK(n, c, k)).toBeCloseTo(bestOfK(values, k), 9);
      }),
    );
  });

  it('refuses more draws than samples', () => {
    expect(() => passAtK(2, 1, 3)).toThrow(RangeError);
    expect(() => passAtK(2, 3, 1)).toThrow(RangeError);
    expect(() => passAtK(2, 1, 0)).toThrow(RangeError);
  });
});
