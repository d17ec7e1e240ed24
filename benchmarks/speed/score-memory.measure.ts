/** Whether `sgp score` needs more memory for more lines. */
import { expect, test } from 'vitest';
import { report, rounded } from './result.ts';
import { scoreLines } from './run-sgp.ts';

const SMALL = 1_000;
const LARGE = 100_000;

/** Drawings of a hundred kinds, none of the ids and captions alike. */
function* answers(count: number): Generator<string> {
  for (let at = 0; at < count; at++) {
    const circles = Array.from(
      { length: 20 },
      (_, i) => `<circle cx="${(at * 7 + i * 31) % 512}" cy="${(i * 53) % 512}" r="${8 + ((at + i) % 40)}" fill="hsl(${(at * 3 + i * 18) % 360} 70% 50%)"/>`, // prettier-ignore
    );
    const response = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">${circles.join('')}</svg>`;
    yield JSON.stringify({ id: `item-${at}`, prompt: `twenty circles, the ${at}th`, response });
  }
}

test('peak memory from 1,000 to 100,000 lines', { timeout: 3_600_000 }, async () => {
  const [small, large] = [
    await scoreLines([], answers(SMALL)),
    await scoreLines([], answers(LARGE)),
  ];
  expect(large.records).toBe(LARGE);
  report('score-memory', 'Peak resident memory of sgp score as a filter, built-in encoder', {
    [`lines${SMALL}`]: { peakMiB: Math.round(small.peakMiB) },
    [`lines${LARGE}`]: { peakMiB: Math.round(large.peakMiB) },
    ratio: rounded(large.peakMiB / small.peakMiB),
  });
});
