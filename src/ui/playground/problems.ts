/** What is wrong with a program, as the editor underlines it. */
import type { Failure } from '../../core/failure.ts';
import type { Mend } from '../../core/program/candidate.ts';
import type { Problem } from '../parts/editor/problem.ts';

/**
 * @param strictFailure of the program as it stands; `null`: valid
 * @param mends what was done to draw it all the same, each at its place
 */
export function problemsOf(strictFailure: Failure | null, mends: readonly Mend[]): Problem[] {
  if (strictFailure === null) return [];
  if (mends.length > 0) {
    return mends.map(({ at, detail }) => ({
      start: at.start,
      end: at.end,
      headline: detail,
      detail: 'Mended before drawing. As it stands, this program is not valid.',
      severity: 'error',
    }));
  }
  const at = 'at' in strictFailure ? strictFailure.at : undefined;
  if (at === undefined) return [];
  return [
    {
      start: at.start,
      end: at.end,
      headline: strictFailure.detail,
      detail: 'It could not be mended, so nothing is drawn.',
      severity: 'error',
    },
  ];
}
