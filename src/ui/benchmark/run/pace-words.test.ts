import { expect, test } from 'vitest';
import { paceWords } from './pace-words.ts';

const model = (providerId: string) => ({ providerId, id: 'm', title: 'M' });
const rateLimit = { stage: 'ask', kind: 'rate-limit', retryable: true, detail: '429' } as const;

test('the pace says how many at once, and who shares them', () => {
  const open = { kind: 'open', atOnce: 8 } as const;
  expect(paceWords(open, 5, model('openai'), 1, 0)).toBe('8 at once');
  expect(paceWords(open, 5, model('openai'), 2, 0)).toBe('8 at once, shared by 2');
  expect(paceWords(open, 5, model('composer'), 1, 0)).toBe('in this tab');
});

test('a model with nothing left is done, whatever its provider does', () => {
  expect(paceWords({ kind: 'offline' }, 0, model('openai'), 1, 0)).toBe('done');
});

test('a wait has its length and its reason', () => {
  const waiting = { kind: 'waiting', untilMs: 8_000, because: rateLimit } as const;
  expect(paceWords(waiting, 1, model('openai'), 1, 0)).toBe('waits 8.0 s, asked to slow down');
  expect(paceWords({ ...waiting, because: null }, 1, model('openai'), 1, 9_000)).toBe('waits 0 ms');
});

test('answers of a file are scored, never asked', () => {
  expect(paceWords(null, 4, model('imported'), 1, 0)).toBe('waits to be scored');
});
