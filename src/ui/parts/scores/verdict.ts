/** What the score panel says of an answer that was not a valid program as sent. */
import { blame, type Failure } from '../../../core/failure.ts';

export interface Verdict {
  word: string;
  look: 'malformed' | 'truncated' | 'refused' | 'unscored';
  /** What it counts as, in plain words. */
  counts: string;
}

const FLOOR = 'Nothing was drawn, so this sample counts 0 under both rules.';

/** @param mended whether something was drawn all the same, after mending */
export function verdictOf(failure: Failure, mended: boolean): Verdict {
  if (blame(failure) === 'system') {
    const counts = 'This is not a zero: the sample is left out of every mean.';
    return { word: 'unscored', look: 'unscored', counts };
  }
  if (failure.stage === 'ask') {
    if (failure.kind === 'refused') return { word: 'refused', look: 'refused', counts: FLOOR };
    if (failure.kind === 'content-filter')
      return { word: 'filtered', look: 'refused', counts: FLOOR };
    return { word: 'truncated', look: 'truncated', counts: FLOOR };
  }
  const counts = mended ? 'Under the strict rule this sample counts 0.' : FLOOR;
  if (failure.stage === 'extract' && failure.kind === 'no-program')
    return { word: 'no program', look: 'malformed', counts };
  if (failure.stage === 'draw') return { word: 'not drawn', look: 'malformed', counts };
  if (failure.stage === 'check' && failure.kind !== 'malformed') {
    const word = failure.kind === 'too-large' ? 'over a limit' : 'not allowed';
    return { word, look: 'malformed', counts };
  }
  return { word: 'malformed as sent', look: 'malformed', counts };
}
