import { describe, expect, it } from 'vitest';
import { formatBytes, formatBytesOf, formatTick } from './format.ts';

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
