import { expect, test } from 'vitest';
import { rasterOfPixels } from '../../../tests/fixtures/a-raster.ts';
import { cropCentre } from './crop.ts';

const greys = (data: Uint8ClampedArray): number[] => [...data].filter((_, i) => i % 4 === 0);
const row = (length: number): number[] => Array.from({ length }, (_, i) => i);

test('cuts as much on the left as on the right', () => {
  const raster = rasterOfPixels([row(6), row(6)]);
  expect(greys(cropCentre(raster, 2).data)).toEqual([2, 3, 2, 3]);
});

// torchvision: int(round((width - side) / 2)), where Python's round takes a half to even.
test.each([
  [2, 0],
  [4, 2],
  [6, 2],
  [8, 4],
])('of %i px in a row, one is kept from %i on', (width, first) => {
  expect(greys(cropCentre(rasterOfPixels([row(width)]), 1).data)).toEqual([first]);
});

test('cuts above and below by the same rule', () => {
  const column = rasterOfPixels(row(4).map((grey) => [grey]));
  expect(greys(cropCentre(column, 1).data)).toEqual([2]);
});

test('a picture of the wanted size stays as it is', () => {
  const raster = rasterOfPixels([row(3), row(3), row(3)]);
  expect(cropCentre(raster, 3)).toEqual(raster);
});

test('a picture that is too small is a bug of the caller', () => {
  expect(() => cropCentre(rasterOfPixels([row(5)]), 2)).toThrow(RangeError);
});
