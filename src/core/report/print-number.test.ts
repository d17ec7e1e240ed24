import { describe, expect, it } from 'vitest';
import { columnOf } from './column.ts';
import { printDifference, printFigure, printShare, printUsd } from './print-number.ts';

const figure = (mean: number | null, low = 0.2, high = 0.21) => ({
  mean,
  interval: { low, high },
  samples: 2,
  items: 2,
  omitted: 0,
  unscored: 0,
});

describe('numbers in print', () => {
  it('has a mean with half of its interval, each metric in its own way', () => {
    expect(printFigure(columnOf('text-image', 'e'), figure(0.205))).toBe('0.205 ±0.005');
    expect(printFigure(columnOf('validity-strict', null), figure(0.991, 0.98, 1))).toBe(
      '99.1% ±1.0',
    );
    expect(printFigure(columnOf('length', null), figure(2140.4, 2000, 2200))).toBe('2,140 ±100');
    expect(printFigure(columnOf('text-image', 'e'), figure(null))).toBe('\u2013');
    expect(printFigure(columnOf('text-image', 'e'), null)).toBe('\u2013');
  });

  it('signs differences with a true minus, and tells shares from all and nothing', () => {
    expect([0.018, -0.018, 0.0001, null].map(printDifference)).toEqual([
      '+0.018',
      '\u22120.018',
      '0',
      '\u2013',
    ]);
    expect([0.9999, 1, 0].map(printShare)).toEqual(['99.9%', '100%', '0%']);
  });

  it('prints prices down to where they say something', () => {
    expect([1.92, 0, 0.0004, 0.00996, null].map(printUsd)).toEqual([
      '$1.92',
      '$0',
      '$0.0004',
      '$0.010',
      'price unknown',
    ]);
  });
});
