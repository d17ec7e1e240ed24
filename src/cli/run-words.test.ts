import { expect, test } from 'vitest';
import { aRecord } from '../../tests/fixtures/a-record.ts';
import { VirtualClock } from '../../tests/fixtures/virtual-clock.ts';
import type { AskKind } from '../core/failure.ts';
import { NO_BUDGET } from '../core/run/budget.ts';
import { RunProgress } from '../core/run/progress.ts';
import { rowOf, type SlotRow } from '../core/run/slot-row.ts';
import { endWords, tableOf } from './run-words.ts';

const MODEL = { providerId: 'replay', id: 'replay', title: 'Replay' };

function failedRow(at: number, kind: AskKind, detail: string): SlotRow {
  const { attempts, ...record } = aRecord();
  const failure = { stage: 'ask', kind, retryable: false, detail } as const;
  return rowOf({
    ...record,
    run: { runId: 'r', slotId: `slot ${at}` },
    outcome: 'provider_error',
    scores: [],
    failure,
    attempts: [{ response: attempts[0]!.response, failure }],
  });
}

function wordsOf(failed: readonly SlotRow[]): string {
  const progress = new RunProgress([MODEL], failed.length, NO_BUDGET, () => 'c', new VirtualClock()); // prettier-ignore
  for (const row of failed) progress.changed(null, row, true);
  const end = { reason: 'finished', detail: null, halts: [], unsaved: [] } as const;
  return endWords({ ...end, halts: [], unsaved: [] }, progress.snapshot(), failed, 'x.jsonl');
}

test('each kind of failure is told once, with how many samples it left without an answer', () => {
  const words = wordsOf([
    failedRow(1, 'bad-request', 'context too long'),
    failedRow(2, 'bad-request', 'context too long'),
    failedRow(3, 'server', 'it failed'),
  ]);
  expect(words).toContain('2 samples without an answer (bad-request), such as: context too long');
  expect(words).toContain('1 sample without an answer (server): it failed');
  expect(words).toContain('--only failed');
});

test('what has no answer however often it is asked is not to be asked again', () => {
  expect(wordsOf([failedRow(1, 'no-recording', 'no drawing')])).not.toContain('--only failed');
});

test('what was spent is a lower bound where some calls have no price', () => {
  const progress = new RunProgress([MODEL], 2, NO_BUDGET, () => 'c', new VirtualClock());
  const { attempts } = aRecord();
  const costing = (costUsd: number | null, slotId: string) => {
    const response = { ...attempts[0]!.response, costUsd };
    return rowOf(aRecord({ run: { runId: 'r', slotId }, attempts: [{ response, failure: null }] }));
  };
  progress.changed(null, costing(0.25, 'a'), true);
  expect(tableOf(progress.snapshot())).toContain('  $0.25');
  progress.changed(null, costing(null, 'b'), true);
  expect(tableOf(progress.snapshot())).toContain('at least $0.25');
});
