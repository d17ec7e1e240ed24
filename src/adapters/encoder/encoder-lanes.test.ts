import { expect, test } from 'vitest';
import { lanesFor } from './encoder-lanes.node.ts';

const GB = 1e9;
const VIT_B_32 = 352e6;
const VIT_G_14 = 4.5 * GB;

test('a tower that fits several times has a session for each processor', () => {
  expect(lanesFor(VIT_B_32, { processors: 2, memoryBytes: 24 * GB })).toBe(2);
  expect(lanesFor(VIT_B_32, { processors: 1, memoryBytes: 24 * GB })).toBe(1);
});

test('memory bounds the sessions, and one there is always', () => {
  expect(lanesFor(VIT_B_32, { processors: 64, memoryBytes: 32 * GB })).toBe(3);
  expect(lanesFor(VIT_G_14, { processors: 16, memoryBytes: 32 * GB })).toBe(1);
});

test('a tower of unknown size has one', () => {
  expect(lanesFor(0, { processors: 8, memoryBytes: 64 * GB })).toBe(1);
});
