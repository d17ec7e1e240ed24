import { expect, test } from 'vitest';
import { isBlank } from './blank.ts';

const raster = (...pixels: number[][]) => ({
  data: new Uint8ClampedArray(pixels.flat()),
  widthPx: pixels.length,
  heightPx: 1,
});

test('one colour all over is blank', () => {
  expect(isBlank(raster([9, 9, 9, 255], [9, 9, 9, 255]))).toBe(true);
});

test('transparent all over is blank, whatever colours hide there', () => {
  expect(isBlank(raster([9, 9, 9, 0], [1, 2, 3, 0]))).toBe(true);
});

test('one pixel that differs in colour or alpha is a picture', () => {
  expect(isBlank(raster([9, 9, 9, 255], [9, 9, 8, 255]))).toBe(false);
  expect(isBlank(raster([9, 9, 9, 0], [9, 9, 9, 1]))).toBe(false);
});

test('a raster that starts within its buffer is read from there', () => {
  const buffer = new Uint8ClampedArray([1, 2, 3, 4, 9, 9, 9, 255, 9, 9, 9, 255]).buffer;
  expect(isBlank({ data: new Uint8ClampedArray(buffer, 4), widthPx: 2, heightPx: 1 })).toBe(true);
});
