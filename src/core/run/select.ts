/** Which slots of a plan are taken: what is open, what failed, or what can be scored again. */
import type { SlotRow } from './slot-row.ts';

/**
 * `unfinished`: what is missing, waits to be scored, or failed in a way that may pass: going on.
 * `missing`: only what was never answered and never given up.
 * `failed`: only what a system's fault left without an answer, whatever it was.
 * `unscored`: only what is answered and lacks a score through a system's fault; nothing is asked.
 */
export type Selection = 'unfinished' | 'missing' | 'failed' | 'unscored';

export type Work =
  | 'ask'
  | 'score' // its answer is in the journal
  | null;

/** @param row of the slot; `null`: it has no record */
export function workOn(row: SlotRow | null, selection: Selection): Work {
  switch (selection) {
    case 'missing':
      return row === null ? 'ask' : row.state === 'answered' ? 'score' : null;
    case 'failed':
      return row?.state === 'failed' ? 'ask' : null;
    case 'unscored':
      return row?.state === 'answered' || row?.scoresMissing === true ? 'score' : null;
    case 'unfinished':
      if (row === null) return 'ask';
      if (row.state === 'answered') return 'score';
      return row.state === 'failed' && row.askFailure!.retryable ? 'ask' : null;
  }
}
