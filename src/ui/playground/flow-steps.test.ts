import { expect, test } from 'vitest';
import type { Failure } from '../../core/failure.ts';
import { SampleSlot } from '../state/sample-slot.svelte.ts';
import { duration, faultNote, flowSteps, flowSummary } from './flow-steps.ts';

const malformed: Failure = {
  stage: 'check',
  kind: 'malformed',
  at: { start: 9, end: 10, line: 34, column: 41 },
  detail: 'a bare &',
};

test('times are short, and never a false zero', () => {
  expect(duration(0)).toBe('<1 ms');
  expect(duration(7.4)).toBe('7 ms');
  expect(duration(3437)).toBe('3.4 s');
});

test('a fault stands at its step, and a mend right after it', () => {
  const slot = new SampleSlot(0);
  slot.start();
  slot.ended('ask', null, 3400);
  slot.ended('extract', null, 0);
  slot.mended([{ kind: 'ampersand', at: malformed.at!, detail: '' }]);
  slot.ended('check', malformed, 1);
  const steps = flowSteps(slot, 0);
  expect(steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'Ask done',
    'Extract done',
    'Check bad',
    'Mend mend',
    'Draw now',
    'Embed wait',
    'Score wait',
  ]);
  expect(flowSummary(slot, steps)).toEqual({
    word: 'Check: line 34',
    bad: true,
    note: 'mended in 1 place',
  });
});

test('what waits has no time, and what runs counts', () => {
  const slot = new SampleSlot(0);
  expect(flowSteps(slot, 0).every(({ state, note }) => state === 'wait' && note === '')).toBe(true);
  slot.start();
  const [ask] = flowSteps(slot, slot.startedMs! + 2100);
  expect(ask).toEqual({ name: 'Ask', state: 'now', note: '2.1 s' });
});

test('a running into the token limit is no fault of asking', () => {
  const slot = new SampleSlot(0);
  slot.start();
  slot.ended('ask', { stage: 'ask', kind: 'cut-off', retryable: false, detail: '' }, 5);
  expect(flowSteps(slot, 0)[0]!.state).toBe('done');
});

test('a fault is a few words', () => {
  expect(faultNote(malformed)).toBe('line 34');
  expect(faultNote({ stage: 'ask', kind: 'auth', retryable: false, detail: '' })).toBe('wrong key');
  expect(faultNote({ stage: 'draw', kind: 'timeout', detail: '' })).toBe('timeout');
});
