import { expect, test } from 'vitest';
import { diversityOf, meanDiversity, runDiversity } from './diversity.ts';

const east = Float32Array.of(1, 0);
const north = Float32Array.of(0, 1);
const west = Float32Array.of(-1, 0);

test('one sample has no diversity, rather than none', () => {
  expect(diversityOf([])).toBeNull();
  expect(diversityOf([east])).toBeNull();
});

test('samples that are all alike have a diversity of 0', () => {
  expect(diversityOf([east, east, east])).toBe(0);
});

test('it is 1 minus the mean over all pairs, each counted once', () => {
  expect(diversityOf([east, north])).toBe(1);
  // Pairs: 0, -1, 0.
  expect(diversityOf([east, north, west])).toBeCloseTo(4 / 3, 10);
});

test('the order of samples does not matter', () => {
  expect(diversityOf([west, east, north, east])).toBe(diversityOf([east, east, north, west]));
});

test('over encoders it is the mean of those that have one', () => {
  expect(meanDiversity([0.2, null, 0.4])).toBeCloseTo(0.3, 10);
  expect(meanDiversity([null, null])).toBeNull();
});

test('a run counts only items above 0, as the official code does, and says how many', () => {
  expect(runDiversity([0.2, 0, null, -1e-9, 0.4])).toEqual({
    mean: expect.closeTo(0.3, 10) as number,
    items: 2,
  });
  expect(runDiversity([0, null])).toBeNull();
});
