import { describe, expect, it } from 'vitest';
import { columnOf } from './column.ts';
import { printFigure } from './print-figure.ts';

const figure = (mean: number | null, low = 0.2, high = 0.21) => ({
  mean,
  interval: { low, high },
  samples: 2,
  items: 2,
  omitted: 0,
  unscored: 0,
});

describe('figures in print', () => {
  it('has a mean with half of its interval, each metric in its own way', () => {
    expect(printFigure(columnOf('text-image', 'e'), figure(0.205))).toBe('0.205 ±0.005');
    expect(printFigure(columnOf('validity-strict', null), figure(0.991, 0.98, 1))).toBe(
      '99.1% ±1.0',
    );
    expect(printFigure(columnOf('length', null), figure(2140.4, 2000, 2200))).toBe('2,140 ±100');
    expect(printFigure(columnOf('text-image', 'e'), figure(null))).toBe('\u2013');
    expect(printFigure(columnOf('text-image', 'e'), null)).toBe('\u2013');
  });

  it('has one bound for a share that was all or none', () => {
    const validity = columnOf('validity-strict', null);
    expect(printFigure(validity, figure(1, 0.936, 1))).toBe('100% (from 93.6%)');
    expect(printFigure(validity, figure(0, 0, 0.064))).toBe('0% (to 6.4%)');
    expect(printFigure(columnOf('reward', null), figure(1, 0.9, 1.1))).toBe('1.000 ±0.100');
  });
});
