/** Against torchvision and the hub's processors: tests/parity/pixels.test.ts. */
import { expect, test } from 'vitest';
import { filledRaster } from '../../../tests/fixtures/a-raster.ts';
import type { ImagePreprocessing } from './encoder-card.ts';
import { fitForTower, fitReference, preprocessImage, shortestEdgeSize } from './preprocess.ts';

const rule: ImagePreprocessing = {
  sidePx: 4,
  resizePx: 4,
  fit: 'shortest',
  filter: 'bicubic',
  mean: [0.5, 0.25, 0],
  std: [0.5, 0.25, 1],
};

test('channels lie one after the other: all red, then all green, then all blue', () => {
  const tensor = preprocessImage(filledRaster(9, 5, [255, 0, 51]), rule);
  const plane = (value: number): number[] => new Array<number>(16).fill(Math.fround(value));
  expect([...tensor]).toEqual([...plane(1), ...plane(-1), ...plane(0.2)]);
});

test('the longer side is cut to whole pixels, never rounded up', () => {
  // 224 * 331 / 179 = 414.2 and 224 * 199 / 100 = 445.76
  expect(shortestEdgeSize({ widthPx: 331, heightPx: 179 }, 224)).toEqual({
    widthPx: 414,
    heightPx: 224,
  });
  expect(shortestEdgeSize({ widthPx: 100, heightPx: 199 }, 224)).toEqual({
    widthPx: 224,
    heightPx: 445,
  });
});

test('a square keeps its shape exactly', () => {
  expect(shortestEdgeSize({ widthPx: 97, heightPx: 97 }, 224)).toEqual({
    widthPx: 224,
    heightPx: 224,
  });
});

test('"shortest" loses the ends of a wide picture, "squash" keeps them', () => {
  const wide = filledRaster(12, 4, [255, 255, 255]);
  for (let y = 0; y < 4; y++) wide.data.set([0, 0, 0], y * 12 * 4); // a black left border
  const blackest = (fit: ImagePreprocessing['fit']): number =>
    Math.min(...fitForTower(wide, { ...rule, fit }).data.filter((_, i) => i % 4 !== 3));
  expect(blackest('shortest')).toBe(255);
  expect(blackest('squash')).toBeLessThan(200);
});

test('a drawing of one column costs no more memory than a square', () => {
  const tower = { ...rule, sidePx: 224, resizePx: 224 };
  const { widthPx, heightPx, data } = fitForTower(filledRaster(1, 2048, [9, 8, 7]), tower);
  expect([widthPx, heightPx]).toEqual([224, 224]);
  expect([...data.subarray(-4)]).toEqual([9, 8, 7, 255]);
});

test('resizing to more than the side crops the border away', () => {
  const framed = filledRaster(8, 8, [255, 255, 255]);
  for (let i = 0; i < 8; i++) {
    for (const at of [i, 56 + i, i * 8, i * 8 + 7]) framed.data.set([0, 0, 0], at * 4);
  }
  const fitted = fitForTower(framed, { ...rule, resizePx: 8 });
  expect(fitted).toEqual(filledRaster(4, 4, [255, 255, 255]));
});

test('a reference is resized as torchvision does it by default: bilinear, without overshoot', () => {
  const edge = filledRaster(2, 1, [0, 0, 0]);
  edge.data.set([255, 255, 255], 4);
  const row = [...fitReference(edge).data.subarray(0, 224 * 4)].filter((_, at) => at % 4 === 0);
  // Half a pixel of each end stays flat; between them the ramp is straight.
  expect(row.slice(0, 56)).toEqual(Array(56).fill(0));
  expect(row[112]).toBeCloseTo(255 * (0.5 / 112 + 0.5), -1);
  expect(row[84]).toBeCloseTo(255 * 0.25, -1);
});

test('a reference of any shape is squashed to 224 x 224', () => {
  const { widthPx, heightPx, data } = fitReference(filledRaster(30, 10, [1, 2, 3]));
  expect([widthPx, heightPx]).toEqual([224, 224]);
  expect([...data.subarray(0, 4)]).toEqual([1, 2, 3, 255]);
});
