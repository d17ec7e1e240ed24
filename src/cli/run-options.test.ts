import { expect, test } from 'vitest';
import { aSuite } from '../../tests/fixtures/a-plan.ts';
import { PAPER_WEIGHTS } from '../core/metric/reward.ts';
import type { SuiteReading } from '../core/suite/read-suite.ts';
import { planFrom, type RunOptions } from './run-options.ts';

const reading = {
  suite: aSuite(),
  facts: {
    scoring: {
      id: 'x',
      samples: 1,
      temperature: 1,
      topP: 1,
      maxTokens: 3_000,
      extraction: 'balanced',
      repair: 'mend',
      askAgainWithoutProgram: 0,
    },
  },
} as unknown as SuiteReading;
const options: RunOptions = {
  model: ['composer'],
  canvas: { widthPx: 512, heightPx: 512 },
  name: '',
  concurrency: 1,
  only: 'unfinished',
  out: 'x.jsonl',
  weights: PAPER_WEIGHTS,
  times: true,
  quiet: true,
};
const settingsOf = (change: Partial<RunOptions>) =>
  planFrom({ ...options, ...change }, reading, [], []).conditions.settings;

test('the token limit is raised only where that is said, and only upwards', () => {
  expect(settingsOf({})).not.toHaveProperty('raiseMaxTokens');
  expect(settingsOf({ raiseMaxTokens: 6_000 })).toMatchObject({
    maxTokens: 3_000,
    raiseMaxTokens: 6_000,
  });
  expect(() => settingsOf({ raiseMaxTokens: 3_000 })).toThrow('--raise-max-tokens 3000');
});
