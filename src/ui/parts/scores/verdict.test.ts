import { expect, test } from 'vitest';
import type { Failure } from '../../../core/failure.ts';
import { verdictOf } from './verdict.ts';

const ask = (kind: Extract<Failure, { stage: 'ask' }>['kind']): Failure => ({
  stage: 'ask',
  kind,
  retryable: false,
  detail: '',
});

test('a refusal is called a refusal, not a malformed program, and counts the floor', () => {
  expect(verdictOf(ask('refused'), false)).toMatchObject({ word: 'refused', look: 'refused' });
  expect(verdictOf(ask('refused'), false).counts).toContain('counts 0');
});

test('what the page or a provider broke is left out, never a zero', () => {
  for (const kind of ['network', 'auth', 'no-recording'] as const) {
    const verdict = verdictOf(ask(kind), false);
    expect(verdict.look).toBe('unscored');
    expect(verdict.counts).toContain('not a zero');
    expect(verdict.counts).not.toContain('counts 0');
  }
});

test('a mended program counts 0 under the strict rule only', () => {
  const malformed: Failure = { stage: 'check', kind: 'malformed', detail: '' };
  expect(verdictOf(malformed, true).counts).toContain('strict rule');
  expect(verdictOf(malformed, false).counts).toContain('both rules');
  expect(verdictOf(malformed, true).word).toBe('malformed as sent');
});

test('a limit is named as a limit', () => {
  expect(verdictOf({ stage: 'check', kind: 'too-large', detail: '' }, false).word).toBe(
    'over a limit',
  );
});
