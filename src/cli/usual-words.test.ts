import { expect, test } from 'vitest';
import { clipBase32 } from '../adapters/encoder/cards/clip.ts';
import { sgpSmall } from '../adapters/encoder/cards/sgp-small.ts';
import { usualWords } from './usual-words.ts';

test('tells where chance falls for an encoder that was measured, and nothing for the others', () => {
  const lines = usualWords([
    { card: sgpSmall, precision: 'fp16' },
    { card: clipBase32, precision: 'q8' },
  ]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(
    /^sgp-small@1-[0-9a-f]{8}\/fp16: .* −?\d\.\d\d to \d\.\d\d, that fit −?\d\.\d\d to \d\.\d\d \(\d+ bundled/,
  );
});
