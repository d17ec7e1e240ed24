import { expect, test } from 'vitest';
import { readSeeds, seedWords } from './seeds.ts';

test('seeds are parted by commas or spaces, none twice', () => {
  expect(readSeeds('7, 8 7;9')).toEqual([7, 8, 9]);
});

test('nothing, or nothing that is a seed, leaves it to the provider', () => {
  for (const typed of ['', '  ', 'abc', '-1', '1.5', '99999999999']) expect(readSeeds(typed)).toEqual([null]); // prettier-ignore
});

test('what is shown reads back as it was', () => {
  for (const seeds of [[null], [1], [3, 1, 2]]) expect(readSeeds(seedWords(seeds))).toEqual(seeds);
});
