import { describe, expect, it } from 'vitest';
import { formatTick } from './format.ts';

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
