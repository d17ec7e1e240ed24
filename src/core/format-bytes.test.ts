import { describe, expect, it } from 'vitest';
import { formatBytes, formatBytesOf } from './format-bytes.ts';

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
