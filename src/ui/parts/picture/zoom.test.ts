import { describe, expect, it } from 'vitest';
import { fitScale, stepZoom, zoomLabel } from './zoom.ts';

const size = { width: 512, height: 512 };

describe('zoom', () => {
  it('fits the longer side', () => {
    expect(fitScale({ width: 512, height: 256 }, { width: 256, height: 256 })).toBe(0.5);
    expect(zoomLabel(fitScale(size, { width: 364, height: 400 }))).toBe('71%');
  });

  it('steps from a fitted scale to the next level either way', () => {
    expect(stepZoom(0.71, 1, size)).toBe(0.75);
    expect(stepZoom(0.71, -1, size)).toBe(0.5);
    expect(stepZoom(1, 1, size)).toBe(1.5);
  });

  it('stops at the ends', () => {
    expect(stepZoom(0.1, -1, size)).toBe(0.1);
    expect(stepZoom(16, 1, size)).toBe(16);
    expect(stepZoom(1, 1, { width: 12_000, height: 10 })).toBe(1);
  });

  it('never fits to nothing', () => {
    expect(fitScale(size, { width: 0, height: 0 })).toBeGreaterThan(0);
  });
});
