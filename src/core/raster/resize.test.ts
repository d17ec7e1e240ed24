/** Against Pillow: tests/parity/pixels.test.ts. Here is what any resize must keep. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filledRaster, rasterOfPixels } from '../../../tests/fixtures/a-raster.ts';
import { PRECISION_BITS, resampleKernel, type ResampleFilter } from './resample-kernel.ts';
import { resizeRaster } from './resize.ts';

const side = fc.integer({ min: 1, max: 40 });
const byte = fc.integer({ min: 0, max: 255 });
const filter = fc.constantFrom<ResampleFilter>('bilinear', 'bicubic');

test('a picture of one colour keeps it at every size', () => {
  fc.assert(
    fc.property(side, side, side, side, filter, byte, (w, h, toW, toH, by, value) => {
      const resized = resizeRaster(filledRaster(w, h, [value, 0, 255]), toW, toH, by);
      expect(resized).toEqual(filledRaster(toW, toH, [value, 0, 255]));
    }),
  );
});

test('a part of the result is cut from the whole result, byte by byte', () => {
  const fraction = fc.double({ min: 0, max: 0.999, noNaN: true });
  const shape = fc.tuple(side, side, side, side, filter);
  const cuts = fc.tuple(fraction, fraction, fraction, fraction);
  fc.assert(
    fc.property(
      shape,
      cuts,
      fc.infiniteStream(byte),
      ([w, h, toW, toH, by], [a, b, c, d], bytes) => {
        const rows = Array.from({ length: h }, () => Array.from({ length: w }, () => next(bytes)));
        const left = Math.floor(a * toW);
        const top = Math.floor(b * toH);
        const widthPx = 1 + Math.floor(c * (toW - left));
        const heightPx = 1 + Math.floor(d * (toH - top));
        const whole = resizeRaster(rasterOfPixels(rows), toW, toH, by);
        const part = resizeRaster(rasterOfPixels(rows), toW, toH, by, {
          left,
          top,
          widthPx,
          heightPx,
        });
        expect([part.widthPx, part.heightPx]).toEqual([widthPx, heightPx]);
        for (let y = 0; y < heightPx; y++) {
          const from = ((top + y) * toW + left) * 4;
          expect(part.data.subarray(y * widthPx * 4, (y + 1) * widthPx * 4)).toEqual(
            whole.data.subarray(from, from + widthPx * 4),
          );
        }
      },
    ),
  );
});

test('turning a picture upside down and resizing may change places', () => {
  fc.assert(
    fc.property(side, side, side, filter, fc.infiniteStream(byte), (w, h, toH, by, bytes) => {
      const rows = Array.from({ length: h }, () => Array.from({ length: w }, () => next(bytes)));
      const upright = resizeRaster(rasterOfPixels(rows), w, toH, by);
      const flipped = resizeRaster(rasterOfPixels(rows.toReversed()), w, toH, by);
      const stride = w * 4;
      for (let y = 0; y < toH; y++) {
        const a = upright.data.subarray(y * stride, (y + 1) * stride);
        const b = flipped.data.subarray((toH - 1 - y) * stride, (toH - y) * stride);
        // Weights are computed from the left edge, so their last bit may round to another side.
        a.forEach((value, i) => expect(Math.abs(value - b[i]!)).toBeLessThanOrEqual(1));
      }
    }),
    { numRuns: 50 },
  );
});

test('halving averages over more than two pixels: the filter widens', () => {
  const stripes = rasterOfPixels([[0, 0, 0, 0, 255, 0, 0, 0]]);
  const halved = resizeRaster(stripes, 4, 1, 'bilinear');
  expect([...halved.data].filter((_, i) => i % 4 === 0)).toEqual([0, 32, 96, 0]);
});

test('bicubic overshoots at an edge and is cut to a byte', () => {
  const edge = rasterOfPixels([[0, 0, 0, 255, 255, 255]]);
  const red = [...resizeRaster(edge, 24, 1, 'bicubic').data].filter((_, i) => i % 4 === 0);
  expect(red.slice(0, 10).every((value) => value === 0)).toBe(true);
  expect(red.slice(14).every((value) => value === 255)).toBe(true);
});

test('the weights of every output pixel add up to one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 500 }),
      filter,
      (a, b, by) => {
        const { weights, slots } = resampleKernel(a, b, by);
        for (let out = 0; out < b; out++) {
          const sum = weights.subarray(out * slots, (out + 1) * slots).reduce((s, w) => s + w, 0);
          expect(Math.abs(sum / 2 ** PRECISION_BITS - 1)).toBeLessThan(1e-4);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a side of zero or half a pixel is a bug of the caller', () => {
  const raster = filledRaster(2, 2, [0, 0, 0]);
  expect(() => resizeRaster(raster, 0, 2, 'bicubic')).toThrow(RangeError);
  expect(() => resizeRaster(raster, 2, 1.5, 'bicubic')).toThrow(RangeError);
});

const next = (bytes: Iterator<number>): number => bytes.next().value as number;
