import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  formatCount,
  formatDifference,
  formatDuration,
  formatScore,
  formatShare,
  formatUsd,
} from './format-number.ts';

describe('formatScore', () => {
  it('prints 3 digits and a true minus', () => {
    expect(formatScore(0.3121)).toBe('0.312');
    expect(formatScore(-0.05)).toBe('\u22120.050');
  });

  it('tells no number from zero, and from what rounds to it', () => {
    expect(formatScore(null)).toBe('\u2013');
    expect(formatScore(0)).toBe('0');
    expect(formatScore(-0)).toBe('0');
    expect(formatScore(0.0001)).toBe('0.000');
    expect(formatScore(-0.0001)).toBe('0.000');
  });
});

describe('formatDifference', () => {
  it('is always signed, but for zero', () => {
    expect(formatDifference(0.018)).toBe('+0.018');
    expect(formatDifference(-0.018)).toBe('\u22120.018');
    expect(formatDifference(0.0002)).toBe('0');
  });
});

describe('formatShare', () => {
  it('never rounds to all or nothing', () => {
    expect(formatShare(0.714)).toBe('71.4%');
    expect(formatShare(1)).toBe('100%');
    expect(formatShare(0.9999)).toBe('99.9%');
    expect(formatShare(0.0001)).toBe('0.1%');
    expect(formatShare(0)).toBe('0%');
  });
});

describe('formatCount', () => {
  it('puts commas between thousands whatever the locale', () => {
    expect([0, 999, 1693, 1234567].map(formatCount)).toEqual(['0', '999', '1,693', '1,234,567']);
  });

  it('keeps the number', () => {
    fc.assert(
      fc.property(fc.nat(), (count) => {
        expect(Number(formatCount(count).replaceAll(',', ''))).toBe(count);
      }),
    );
  });
});

describe('formatDuration', () => {
  it('takes the unit a person would', () => {
    expect([7, 999.6, 3400, 9_960, 59_400, 60_000, 125_000, 4_800_000].map(formatDuration)).toEqual(
      ['7 ms', '1.0 s', '3.4 s', '10 s', '59 s', '1 min', '2 min 5 s', '1 h 20 min'],
    );
  });
});

describe('formatUsd', () => {
  it('goes down to where it says something', () => {
    expect([1.92, 0, 0.0004, 0.00996, null].map(formatUsd)).toEqual([
      '$1.92',
      '$0',
      '$0.0004',
      '$0.010',
      'price unknown',
    ]);
  });
});

test('what is not there is an en dash', () => {
  for (const print of [formatScore, formatDifference, formatShare])
    expect(print(null)).toBe('\u2013');
});
