/** What an attempt that failed means for its slot, its model and its provider (cases.md C). */
import { isAnswer } from '../attempt.ts';
import type { Failure } from '../failure.ts';
import type { Attempt } from '../ports/language-model.ts';
import { isSystemFailure } from './slot-row.ts';

export type AskFailure = Extract<Failure, { stage: 'ask' }>;

export type Verdict =
  | { kind: 'answer' } // also one that was refused or cut: it is the model's own
  | { kind: 'retry'; failure: AskFailure }
  | { kind: 'offline'; failure: AskFailure } // nobody's fault: waits, and costs no try
  | { kind: 'give-up'; failure: AskFailure } // this item only
  | { kind: 'stop-model'; failure: AskFailure }
  | { kind: 'stop-provider'; failure: AskFailure }
  | { kind: 'left'; failure: AskFailure }; // by the person

export function verdictOn(attempt: Attempt): Verdict {
  if (isAnswer(attempt) || !isSystemFailure(attempt)) return { kind: 'answer' };
  const failure = attempt.failure as AskFailure;
  switch (failure.kind) {
    case 'cancelled':
      return { kind: 'left', failure };
    case 'offline':
      return { kind: 'offline', failure };
    case 'auth':
    case 'forbidden':
    case 'billing':
    case 'blocked':
      return { kind: 'stop-provider', failure };
    case 'unknown-model':
      return { kind: 'stop-model', failure };
    default:
      return { kind: failure.retryable ? 'retry' : 'give-up', failure };
  }
}

export const RETRY = {
  /** Tries of one item in one session. */
  tries: 6,
  withinMs: 15 * 60_000,
  /** A page in place of an answer comes from something between, which seldom goes away (C13). */
  badBodyTries: 3,
  firstWaitMs: 1_000,
  longestWaitMs: 60_000,
  /** Bad requests of one model in a row: the next one will be refused too (C4). */
  badRequestsInARow: 5,
  /** Without being told for how long, Anthropic's 429 is most often a spending limit (C11). */
  bareRateLimits: { anthropic: 3 } as Readonly<Record<string, number>>,
} as const;

/**
 * Exponential with full jitter: the whole wait is random, which spreads returning callers best.
 * @param tries made so far, 1 or more
 * @param random 0..1
 */
export const backoffMs = (tries: number, random: number): number =>
  random * Math.min(RETRY.longestWaitMs, RETRY.firstWaitMs * 2 ** (tries - 1));
