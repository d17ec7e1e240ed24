import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compositeOnWhite, isOpaque } from './composite.ts';
import type { Raster } from './raster.ts';

const pixel = (...rgba: number[]): Raster => ({
  data: new Uint8ClampedArray(rgba),
  widthPx: 1,
  heightPx: 1,
});
const byte = fc.integer({ min: 0, max: 255 });

test('a transparent pixel becomes paper, whatever colour hides in it', () => {
  expect([...compositeOnWhite(pixel(12, 200, 0, 0)).data]).toEqual([255, 255, 255, 255]);
});

test('half-transparent black becomes mid grey', () => {
  expect([...compositeOnWhite(pixel(0, 0, 0, 128)).data]).toEqual([127, 127, 127, 255]);
});

test('the input keeps its pixels', () => {
  const drawing = pixel(0, 0, 0, 128);
  compositeOnWhite(drawing);
  expect([...drawing.data]).toEqual([0, 0, 0, 128]);
});

test('every channel is the exact quotient, rounded to nearest, and the result is opaque', () => {
  fc.assert(
    fc.property(byte, byte, byte, byte, (r, g, b, a) => {
      const onWhite = compositeOnWhite(pixel(r, g, b, a));
      const exact = [r, g, b].map((c) => Math.round((255 * (255 - a) + c * a) / 255));
      expect([...onWhite.data]).toEqual([...exact, 255]);
      expect(isOpaque(onWhite)).toBe(true);
    }),
  );
});

test('opaque means every pixel', () => {
  const two = {
    data: new Uint8ClampedArray([0, 0, 0, 255, 0, 0, 0, 254]),
    widthPx: 2,
    heightPx: 1,
  };
  expect(isOpaque(two)).toBe(false);
});
