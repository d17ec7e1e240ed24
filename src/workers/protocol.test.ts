import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCall, readWorkerMessage, type WorkerMessage } from './protocol.ts';

const MESSAGES: WorkerMessage[] = [
  { kind: 'ready' },
  { kind: 'broken', detail: 'no such file' },
  { kind: 'progress', id: 3, value: { doneBytes: 1 } },
  { kind: 'reply', reply: { id: 3, ok: true, value: [1] }, retire: false },
  {
    kind: 'reply',
    reply: { id: 3, ok: false, failure: { stage: 'draw', kind: 'trap', detail: 'unreachable' } },
    retire: true,
  },
  { kind: 'bug', id: 3, message: 'not a function', stack: 'at draw' },
];

test.each(MESSAGES)('a $kind message crosses a clone whole', (message) => {
  expect(readWorkerMessage(structuredClone(message))).toEqual(message);
});

test('whatever else arrives is no message and no call, and throws nothing', () => {
  fc.assert(
    fc.property(fc.anything(), (data) => {
      expect(readWorkerMessage(data)).toBeNull();
      expect(readCall(data)).toBeNull();
    }),
  );
});

test.each([
  { kind: 'reply', reply: { ok: true, value: 1 } },
  { kind: 'reply', reply: { id: 1, ok: false, failure: 'trap' } },
  { kind: 'reply', reply: { id: 1 } },
  { kind: 'progress', id: '1' },
  { kind: 'broken' },
  { kind: 'other', id: 1 },
])('%j lacks what its kind promises', (data) => {
  expect(readWorkerMessage(data)).toBeNull();
});

test('a call keeps its id, its name and its job', () => {
  const call = { id: 1, name: 'render', job: { source: '<svg/>' } };
  expect(readCall(structuredClone(call))).toEqual(call);
});
