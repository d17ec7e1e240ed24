import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filledRaster, rasterOfPixels } from '../../../tests/fixtures/a-raster.ts';
import { edgeCosine, edgeMap, meanAbsoluteDifference, pixelCosine } from './compare.ts';
import type { Raster } from './raster.ts';

const white = filledRaster(8, 8, [255, 255, 255]);

/** White 8 x 8 with a square of 3 x 3 at (x, y). */
function square(x: number, y: number, colour: readonly [number, number, number]): Raster {
  const raster = filledRaster(8, 8, [255, 255, 255]);
  for (let dy = 0; dy < 3; dy++) {
    for (let dx = 0; dx < 3; dx++) raster.data.set(colour, ((y + dy) * 8 + x + dx) * 4);
  }
  return raster;
}

const picture = fc
  .array(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 5, maxLength: 5 }), {
    minLength: 4,
    maxLength: 4,
  })
  .map(rasterOfPixels);

describe.each([
  ['pixelCosine', pixelCosine],
  ['edgeCosine', edgeCosine],
])('%s', (_, compare) => {
  test('is 1 for a picture and itself', () => {
    fc.assert(
      fc.property(picture, (a) => {
        expect(compare(a, a)).toBeCloseTo(1, 6);
      }),
    );
  });

  test('is symmetric and within 0 and 1', () => {
    fc.assert(
      fc.property(picture, picture, (a, b) => {
        expect(compare(a, b)).toBe(compare(b, a));
        expect(compare(a, b)).toBeGreaterThanOrEqual(0);
        expect(compare(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('calls two blank pages alike, and a blank page unlike any drawing', () => {
    expect(compare(white, white)).toBe(1);
    expect(compare(white, square(1, 1, [0, 0, 0]))).toBe(0);
  });

  test('refuses pictures of two sizes', () => {
    expect(() => compare(white, filledRaster(4, 16, [0, 0, 0]))).toThrow(RangeError);
  });
});

test('paper does not count: shapes that share no pixel have a pixel cosine of 0', () => {
  expect(pixelCosine(square(0, 0, [0, 0, 0]), square(4, 4, [0, 0, 0]))).toBe(0);
});

test('the edges of a shape stay where they are when it is painted in another colour', () => {
  const red = square(2, 2, [255, 0, 0]);
  const blue = square(2, 2, [0, 0, 255]);
  expect(edgeCosine(red, blue)).toBeCloseTo(1, 6);
  expect(pixelCosine(red, blue)).toBeCloseTo(0.5, 6);
});

test('a flat picture has no edge, not even at its border', () => {
  expect(edgeMap(filledRaster(5, 3, [7, 90, 200])).every((edge) => edge === 0)).toBe(true);
});

test('mean absolute difference counts the three channels and not alpha', () => {
  const black = filledRaster(8, 8, [0, 0, 0]);
  expect(meanAbsoluteDifference(white, black)).toBe(255);
  expect(meanAbsoluteDifference(white, filledRaster(8, 8, [255, 255, 225]))).toBe(10);
});
