import { expect, test } from 'vitest';
import { emptyAttempt, emptyResponse } from '../../../../core/attempt.ts';
import { attemptTimeWords, costWords, endWords, limitWords, tokenWords } from './attempt-words.ts';

const answered = (change: object) => ({
  response: { ...emptyResponse('m'), ...change },
  failure: null,
});

test('an attempt says how it ended, in the words of its failure where it has one', () => {
  const failure = { stage: 'ask', kind: 'network', retryable: true, detail: 'No answer' } as const;
  expect(endWords(emptyAttempt('m', failure))).toBe('No answer');
  expect(endWords(answered({ stopReason: 'length' }))).toBe('Stopped at the token limit');
});

test('a raised token limit is told of the attempt that it was raised for', () => {
  expect(limitWords(answered({}))).toBe('');
  expect(limitWords({ ...answered({}), maxTokens: 8_000 })).toBe('asked for 8,000 tokens at most');
});

test('tokens that a provider does not count are not told', () => {
  const usage = { promptTokens: 388, completionTokens: 1_200, reasoningTokens: 640 };
  expect(tokenWords(answered({ usage }))).toBe('388 in, 1,200 out, 640 of them thinking');
  expect(tokenWords(answered({ usage: { ...usage, reasoningTokens: 0 } }))).toBe('388 in, 1,200 out'); // prettier-ignore
  expect(tokenWords(answered({}))).toBe('');
});

test('an answer made elsewhere has no time, and an unknown price is not nothing', () => {
  expect(attemptTimeWords(answered({}))).toBe('');
  expect(attemptTimeWords(answered({ latencyMs: 19_700, firstTokenMs: 410 }))).toBe(
    '0.41 s to first token, 19.7 s in all',
  );
  expect(costWords(answered({}))).toBe('price unknown');
  expect(costWords(answered({ costUsd: 0 }))).toBe('$0');
});
