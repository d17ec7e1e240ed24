/** How a run's samples are counted in its gallery: as in its report. */
import { blankLookup } from '../../../../core/report/blank-scores.ts';
import type { RunRecords } from '../../../state/benchmark-results/run-records.svelte.ts';
import { comparedItems, type Counting } from './counted-column.ts';

/** Read in a reaction, it follows the choices, the run and what is measured of blank pictures. */
export function countingOf({ choices, blanks, card, suite, index }: RunRecords): Counting {
  const compared = comparedItems(index);
  const items = suite?.suite.items;
  return {
    policy: choices.policy,
    lookups: blanks.scores.length === 0 ? {} : { blankScore: blankLookup(blanks.scores) },
    suiteSha256: card?.conditions.suite.sha256 || null,
    hasReference(itemId) {
      const item = items?.get(itemId);
      const has = item !== undefined && (item.referenceSvg ?? item.referencePicture) !== null;
      return has || compared.has(itemId);
    },
  };
}
