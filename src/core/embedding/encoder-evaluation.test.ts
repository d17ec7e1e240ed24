import { expect, test } from 'vitest';
import { readEvaluation, verdictOf } from './encoder-evaluation.ts';

const share = (value: number) => ({ value, low: 0, high: 1, trials: 400, chance: 0.5 });
const file = {
  version: 1,
  encoders: {
    'export/fp16': { 'colours swapped': share(0.92), 'in front / behind': share(0.7) },
    'export/fp16, bag of words': { 'colours swapped': share(0.51) },
  },
  bars: { 'colours swapped': { must: 0.9, aim: 0.97 } },
};

test('a row holds the encoder beside its bag of words and its bar', () => {
  const read = readEvaluation(JSON.stringify(file));
  expect(read).toEqual({
    ok: true,
    value: {
      rows: [
        {
          name: 'colours swapped',
          share: share(0.92),
          bagOfWords: share(0.51),
          bar: { must: 0.9, aim: 0.97 },
        },
        { name: 'in front / behind', share: share(0.7), bagOfWords: null, bar: null },
      ],
    },
  });
});

test.each([
  ['no JSON', '{', /can not be read/],
  ['another version', JSON.stringify({ ...file, version: 2 }), /version/],
  [
    'a share beyond 1',
    JSON.stringify({ ...file, encoders: { a: { row: share(1.2) } } }),
    /encoders\.a\.row\.value/,
  ],
  ['no encoder', JSON.stringify({ ...file, encoders: {} }), /no encoder/],
])('%s is refused in words', (_, text, why) => {
  const read = readEvaluation(text);
  expect(read.ok).toBe(false);
  if (!read.ok) expect(read.failure.detail).toMatch(why);
});

test('a bar is met at its very height', () => {
  const bar = { must: 0.9, aim: 0.97 };
  expect(verdictOf(share(0.8999), bar)).toBe('missed');
  expect(verdictOf(share(0.9), bar)).toBe('met');
  expect(verdictOf(share(0.97), bar)).toBe('aim');
});
