import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleOver, tickLabel } from './plot-scale.ts';

const values = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), {
  minLength: 1,
  maxLength: 9,
});

describe('scaleOver', () => {
  it('holds every value between its ends, and has a few ticks', () => {
    fc.assert(
      fc.property(values, (list) => {
        const scale = scaleOver(list, { from: 10, to: 110 });
        for (const value of list) {
          expect(scale.at(value)).toBeGreaterThanOrEqual(9.99);
          expect(scale.at(value)).toBeLessThanOrEqual(110.01);
        }
        expect(scale.ticks.length).toBeGreaterThan(1);
        expect(scale.ticks.length).toBeLessThan(10);
      }),
    );
  });

  it('has round ticks without needless digits', () => {
    const { ticks } = scaleOver([0.214, 0.268], { from: 0, to: 1 });
    expect(ticks.map(({ label }) => label)).toEqual(['.20', '.22', '.24', '.26', '.28']);
    expect(tickLabel(-0.05, 2)).toBe('\u2212.05');
    expect(tickLabel(1500, 0)).toBe('1,500');
    expect(tickLabel(1e-12, 2)).toBe('0');
  });
});
