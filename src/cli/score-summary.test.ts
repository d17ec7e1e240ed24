import { expect, test } from 'vitest';
import { aRecord } from '../../tests/fixtures/a-record.ts';
import type { Failure } from '../core/failure.ts';
import { ScoreSummary } from './score-summary.ts';

const malformed: Failure = { stage: 'check', kind: 'malformed', detail: 'x' };
const offline: Failure = { stage: 'ask', kind: 'offline', retryable: true, detail: 'x' };

const rowsOf = (summary: ScoreSummary): string[][] =>
  summary
    .table()
    .split('\n')
    .map((line) => line.trim().split(/\s{2,}/));

test('a cosine has the mean of what drew, and the mean in which what did not counts as 0', () => {
  const summary = new ScoreSummary();
  summary.add(aRecord()); // 0.3125
  summary.add(aRecord({ failure: malformed, outcome: 'malformed_xml', scores: [] }));
  const rows = rowsOf(summary);
  expect(rows).toContainEqual(['Text to picture, sgp-seed fp16', '0.313', '1', '0', '0.156']);
  expect(rows).toContainEqual(['Valid, as sent', '100%', '1', '0']);
});

test("a system's fault is in neither mean", () => {
  const summary = new ScoreSummary();
  summary.add(aRecord());
  summary.add(aRecord({ failure: offline, outcome: 'provider_error', scores: [] }));
  expect(rowsOf(summary)).toContainEqual([
    'Text to picture, sgp-seed fp16',
    '0.313',
    '1',
    '0',
    '0.313',
  ]);
});

test("a candidate's fault, and an item with nothing to compare with, lack no score", () => {
  const summary = new ScoreSummary();
  const nothing: Failure = { stage: 'embed', kind: 'no-reference', detail: 'x' };
  const scores = [
    { metric: 'length', encoderId: null, status: 'unscored', failure: malformed },
    { metric: 'image-image', encoderId: 'dino@1/fp32', status: 'unscored', failure: nothing },
  ] as const;
  summary.add(aRecord({ failure: malformed, outcome: 'malformed_xml', scores: [...scores] }));
  expect(summary.unscored).toBe(0);
  expect(summary.table()).toBe('1 sample');
});

test('without an encoder the reward of invalid programs is no mean', () => {
  const summary = new ScoreSummary();
  const missing: Failure = { stage: 'embed', kind: 'weights-missing', detail: 'x' };
  const reward = { metric: 'reward', encoderId: null } as const;
  summary.add(aRecord({ scores: [{ ...reward, status: 'unscored', failure: missing }] }));
  const scores = [{ ...reward, status: 'scored', value: 0 }] as const;
  summary.add(aRecord({ failure: malformed, outcome: 'malformed_xml', scores: [...scores] }));
  expect(rowsOf(summary)).toContainEqual(['Reward', '\u2013', '1', '1']);
});
