import { expect, test } from 'vitest';
import { captionsDigest, readVectors } from './shipped-captions.ts';

test('vectors come back row by row, wherever their bytes begin', () => {
  const file = new Uint8Array(4 + 24);
  new Uint8Array(file.buffer, 4).set(new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer));
  const rows = readVectors(file.subarray(4), 2, 3);
  expect(rows).toEqual([Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6)]);
});

test('bytes of another number of captions are no vectors of these', () => {
  expect(readVectors(new Uint8Array(24), 3, 3)).toBeNull();
});

test('a list of captions is named by its words and their order', async () => {
  const digest = await captionsDigest(['a cat', 'a dog']);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(await captionsDigest(['a cat', 'a dog'])).toBe(digest);
  expect(await captionsDigest(['a dog', 'a cat'])).not.toBe(digest);
  expect(await captionsDigest(['a cat a dog'])).not.toBe(digest);
});
