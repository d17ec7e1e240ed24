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
  expect(rows).toContainEqual(['text-image sgp-seed@1/fp16', '0.313', '1', '0', '0.156']);
  expect(rows).toContainEqual(['validity-strict', '1.000', '1', '0']);
});

test("a system's fault is in neither mean", () => {
  const summary = new ScoreSummary();
  summary.add(aRecord());
  summary.add(aRecord({ failure: offline, outcome: 'provider_error', scores: [] }));
  expect(rowsOf(summary)).toContainEqual([
    'text-image sgp-seed@1/fp16',
    '0.313',
    '1',
    '0',
    '0.313',
  ]);
});
