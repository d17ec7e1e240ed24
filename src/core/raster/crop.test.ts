import { expect, test } from 'vitest';
import { centreSquare } from './crop.ts';

const size = (widthPx: number, heightPx: number) => ({ widthPx, heightPx });

test('cuts as much on the left as on the right', () => {
  expect(centreSquare(size(6, 2), 2)).toEqual({ left: 2, top: 0, widthPx: 2, heightPx: 2 });
});

// torchvision: int(round((width - side) / 2)), where Python's round takes a half to even.
test.each([
  [2, 0],
  [4, 2],
  [6, 2],
  [8, 4],
])('of %i px in a row, one is kept from %i on', (width, first) => {
  expect(centreSquare(size(width, 1), 1).left).toBe(first);
});

test('cuts above and below by the same rule', () => {
  expect(centreSquare(size(1, 4), 1).top).toBe(2);
});

test('a picture of the wanted size stays as it is', () => {
  expect(centreSquare(size(3, 3), 3)).toEqual({ left: 0, top: 0, widthPx: 3, heightPx: 3 });
});

test('a picture that is too small is a bug of the caller', () => {
  expect(() => centreSquare(size(5, 1), 2)).toThrow(RangeError);
});
