import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dollars, readPrice } from './price-words.ts';

test.each([
  ['0.15', 0.15],
  ['$2', 2],
  [' 1,5 ', 1.5], // a decimal comma
  ['.075', 0.075],
  ['0', 0],
])('“%s” is a price', (typed, amount) => {
  expect(readPrice(typed)).toBe(amount);
});

test.each(['', '-1', 'free', '1e3', 'NaN', 'Infinity', '1.2.3', '.'])('“%s” is none', (typed) => {
  expect(readPrice(typed)).toBeNull();
});

test('what is shown can be typed back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999 }), (thousandths) => {
      expect(readPrice(dollars(thousandths / 1000))).toBeCloseTo(thousandths / 1000, 6);
    }),
  );
});
