import { LIMITS } from '../../core/program/limits.ts';

/** How long and how much one call to a language model may take (cases.md C20, C21). */
export interface CallLimits {
  /**
   * Silence before the first byte of the answer. Longer than `idleMs`: a reasoning model thinks
   * before it speaks, and a local server loads its weights first.
   */
  firstByteMs: number;
  /** Silence between two bytes once the answer has begun. */
  idleMs: number;
  totalMs: number;
  responseBytes: number;
}

export const CALL_LIMITS: CallLimits = {
  firstByteMs: 300_000,
  idleMs: 60_000,
  totalMs: 600_000,
  responseBytes: LIMITS.responseBytes,
};

/** How much of an error body is kept for people, in UTF-16 code units. */
export const ERROR_HEAD_LENGTH = 1024;
