/** What can go wrong between a prompt and a score, as data that crosses workers and JSON whole. */

/** A place in a text: offsets count UTF-16 code units, `line` and `column` from 1. */
export interface Span {
  start: number;
  end: number;
  line: number;
  column: number;
}

/** Which ceiling of `core/program/limits.ts` a program went over. */
export type LimitKind =
  'bytes' | 'elements' | 'depth' | 'expansion' | 'entity' | 'filter' | 'image' | 'response';

export type AskKind =
  | 'network' // no answer, and we cannot say more
  | 'offline'
  | 'blocked' // the server answered, the browser withheld it (CORS)
  | 'auth'
  | 'forbidden'
  | 'unknown-model'
  | 'bad-request'
  | 'billing'
  | 'rate-limit'
  | 'server'
  | 'bad-body'
  | 'too-large'
  | 'interrupted' // the stream ended before the model said it had finished
  | 'timeout'
  | 'refused'
  | 'content-filter'
  | 'cut-off' // the model ran into its token limit
  | 'cancelled' // by the person, while the answer came
  | 'no-recording'; // replay and the composer: nothing stored or drawable for this prompt

export type Failure = { detail: string } & (
  | {
      stage: 'ask';
      kind: AskKind;
      retryable: boolean;
      /** Of `too-large`: it is the answer that went over a ceiling; absent: it is the request. */
      limit?: 'response';
      httpStatus?: number;
      /** Wait asked for by the server, already parsed and capped. */
      retryAfterMs?: number;
    }
  | { stage: 'extract'; kind: 'no-program' | 'unclosed' | 'wrong-case'; at?: Span }
  | { stage: 'check'; kind: 'malformed' | 'forbidden' | 'too-large'; at?: Span; limit?: LimitKind }
  | { stage: 'draw'; kind: 'unsupported' | 'timeout' | 'trap' }
  | {
      stage: 'embed';
      kind:
        | 'weights-missing'
        | 'weights-corrupt'
        | 'out-of-memory'
        | 'timeout'
        | 'not-finite'
        | 'not-drawn' // it draws at its own size, but not at the one that this encoder sees
        | 'no-reference'
        | 'unreadable-reference' // the picture to compare with is not here, broken, too large or another one
        | 'pending' // answered, not scored yet: a page that is opened again does it
        | 'backend';
    }
  | {
      stage: 'store';
      kind:
        | 'quota'
        | 'unreadable'
        | 'unavailable'
        | 'newer-version'
        | 'closed'
        | 'held' // another tab or process runs it
        | 'other-run'; // what is kept there was made under other conditions
    }
);

export type Stage = Failure['stage'] | 'score';

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export const success = <T>(value: T): Result<T> => ({ ok: true, value });
export const failed = <T = never>(failure: Failure): Result<T> => ({ ok: false, failure });

/**
 * Whose fault it is. A candidate's fault is a result of the model under test and counts in the
 * suite's means; a system's fault leaves the sample unscored and retryable.
 */
export function blame(failure: Failure): 'candidate' | 'system' {
  switch (failure.stage) {
    case 'extract':
    case 'check':
    case 'draw':
      return 'candidate';
    case 'ask':
      return failure.kind === 'refused' ||
        failure.kind === 'content-filter' ||
        failure.kind === 'cut-off' ||
        isOverlongAnswer(failure)
        ? 'candidate'
        : 'system';
    case 'embed':
    case 'store':
      return 'system';
  }
}

/**
 * A model that never ends goes over a limit, and that is a result of it (cases.md P4, C21). A prompt that
 * the provider will not take (C7) says nothing of what the model draws.
 */
export const isOverlongAnswer = (failure: Failure): boolean =>
  failure.stage === 'ask' && failure.kind === 'too-large' && failure.limit === 'response';
