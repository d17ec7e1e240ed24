/** One answer scored twice, in the page and on the command line: what must be equal, and how closely. */
import { expect } from 'vitest';
import { withoutTimes } from '../../src/cli/timeless.ts';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import type { Score } from '../../src/core/metric/score.ts';

/** Two runtimes: the page has wasm, Node has native code. */
export const RUNTIMES_APART = 1e-3;

/** Whether an encoder has its part in the number: all others are equal to the last digit. */
export const isEncoded = ({ metric, encoderId }: Score): boolean =>
  encoderId !== null || metric === 'reward';

/** A record for `toEqual` of another scoring of its answer: its line, times and runtime aside. */
export function sameScoring(record: SampleRecord): object {
  const { encoders, scores, ...rest } = withoutTimes(record);
  return { ...rest, encoders: encoders.map(withoutBackend), scores: scores.map(near) };
}

/** What `sameScoring` is compared with. */
export function scoringOf(record: SampleRecord): object {
  const { encoders, ...rest } = withoutTimes(record);
  return { ...rest, encoders: encoders.map(withoutBackend) };
}

const withoutBackend = ({ backend: _, ...encoder }: SampleRecord['encoders'][number]) => encoder;

/** `closeTo` allows half of the last digit that it is told. */
const near = (score: Score): object =>
  score.status === 'scored' && isEncoded(score)
    ? { ...score, value: expect.closeTo(score.value, -Math.log10(RUNTIMES_APART * 2)) as number }
    : score;
