import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatBytesOf,
  formatCount,
  formatDifference,
  formatDuration,
  formatScore,
  formatShare,
  formatTick,
} from './format.ts';

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

describe('formatTick', () => {
  it('drops the leading zero', () => {
    expect(formatTick(0.15, 2)).toBe('.15');
    expect(formatTick(-0.05, 2)).toBe('\u2212.05');
    expect(formatTick(0, 2)).toBe('0');
    expect(formatTick(-0.0000001, 2)).toBe('0');
    expect(formatTick(1, 1)).toBe('1.0');
    expect(formatTick(20, 0)).toBe('20');
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

describe('formatBytes', () => {
  it('counts in thousands', () => {
    expect([0, 812, 2_400_000, 99_800_000, 1_216_438_437].map(formatBytes)).toEqual([
      '0 B',
      '812 B',
      '2.4 MB',
      '99.8 MB',
      '1.2 GB',
    ]);
  });

  it('never prints a thousand of a unit', () => {
    expect(formatBytes(999_960)).toBe('1.0 MB');
  });

  it('prints progress in the unit of the whole', () => {
    expect(formatBytesOf(61_400_000, 99_800_000)).toEqual({ done: '61.4', total: '99.8 MB' });
    expect(formatBytesOf(10, 500)).toEqual({ done: '10', total: '500 B' });
  });
});

describe('formatDuration', () => {
  it('takes the unit a person would', () => {
    expect([7, 999.6, 3400, 9_960, 59_400, 60_000, 125_000, 4_800_000].map(formatDuration)).toEqual(
      ['7 ms', '1.0 s', '3.4 s', '10 s', '59 s', '1 min', '2 min 5 s', '1 h 20 min'],
    );
  });
});
