import { describe, expect, it } from 'vitest';
import type { Raster } from '../../../core/raster/raster.ts';
import { ElementPicker } from './element-picker.ts';

function half(sidePx: number, painted: (x: number) => boolean): Raster {
  const data = new Uint8ClampedArray(sidePx * sidePx * 4);
  for (let i = 0; i < sidePx * sidePx; i++) if (painted(i % sidePx)) data[i * 4 + 3] = 255;
  return { data, widthPx: sidePx, heightPx: sidePx };
}

describe('ElementPicker', () => {
  it('answers for the top elements before the lower ones are drawn', async () => {
    const asked: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const picker = new ElementPicker(['sky', 'tower'], async (id, sidePx) => {
      asked.push(id);
      if (id === 'sky') await held;
      return half(sidePx, (x) => id === 'sky' || x < sidePx / 4);
    });
    await new Promise<void>((resolve) => picker.start(resolve));
    expect(asked).toEqual(['tower', 'sky']);
    expect(picker.at(0.1, 0.5)).toBe('tower');
    expect(picker.at(0.8, 0.5)).toBeNull();
    release();
    await expect.poll(() => picker.at(0.8, 0.5)).toBe('sky');
    expect(picker.at(0.1, 0.5)).toBe('tower');
  });

  it('draws no more once stopped, and passes over what cannot be drawn', async () => {
    const asked: number[] = [];
    const picker = new ElementPicker([0, 1, 2, 3], async (id, sidePx) => {
      asked.push(id);
      if (id === 1) picker.stop();
      return id === 3 ? null : half(sidePx, () => true);
    });
    await new Promise<void>((resolve) => picker.start(resolve));
    await expect.poll(() => asked).toEqual([3, 2, 1]);
    expect(picker.at(0.5, 0.5)).toBe(2);
  });
});
