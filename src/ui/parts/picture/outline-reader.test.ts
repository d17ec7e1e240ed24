import { describe, expect, it } from 'vitest';
import type { Raster } from '../../../core/raster/raster.ts';
import { OutlineReader } from './outline-reader.ts';
import type { Outline } from './outline.ts';

const full = (sidePx: number): Raster => ({
  data: new Uint8ClampedArray(sidePx * sidePx * 4).fill(255),
  widthPx: sidePx,
  heightPx: sidePx,
});

/** Drawings that end when told to; element n is drawn n pixels large. */
function setUp() {
  const drawn: number[] = [];
  const ends: (() => void)[] = [];
  const shown: (number | null)[] = [];
  const reader = new OutlineReader<number>(
    async (id) => {
      drawn.push(id);
      await new Promise<void>((resolve) => ends.push(resolve));
      return full(id);
    },
    (outline: Outline | null) => shown.push(outline && outline.box.right),
  );
  const settle = async () => {
    ends.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { reader, drawn, shown, settle };
}

describe('OutlineReader', () => {
  it('passes over what is no longer wanted, and shows only what is', async () => {
    const { reader, drawn, shown, settle } = setUp();
    reader.want(2);
    reader.want(3);
    reader.want(4);
    await settle();
    expect(shown).toEqual([null, null, null]);
    await settle();
    expect(drawn).toEqual([2, 4]);
    expect(shown.at(-1)).toBe(4);
  });

  it('draws each element once', async () => {
    const { reader, drawn, shown, settle } = setUp();
    reader.want(2);
    await settle();
    reader.want(null);
    reader.want(2);
    expect(drawn).toEqual([2]);
    expect(shown).toEqual([null, 2, null, 2]);
  });

  it('goes on after a wish that came to nothing', async () => {
    const { reader, drawn, shown, settle } = setUp();
    reader.want(2);
    reader.want(null);
    await settle();
    reader.want(5);
    await settle();
    expect(drawn).toEqual([2, 5]);
    expect(shown.at(-1)).toBe(5);
  });
});
