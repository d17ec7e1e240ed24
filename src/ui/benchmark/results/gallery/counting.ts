/** How a run's samples are counted in its gallery: as in its report. */
import { blankLookup } from '../../../../core/report/blank-scores.ts';
import { meanTokenLookup } from '../../../../core/report/picture-measures.ts';
import type { RunRecords } from '../../../state/benchmark-results/run-records.svelte.ts';
import { comparedItems, type Counting } from './counted-column.ts';

/** Read in a reaction, it follows the choices, the run and what is measured beside the scores. */
export function countingOf(source: RunRecords): Counting {
  const { choices, blanks, pictures, card, suite, index } = source;
  const meanTokenCosine = meanTokenLookup(pictures.measures);
  const compared = comparedItems(index);
  const items = suite?.suite.items;
  return {
    policy: choices.policy,
    weights: choices.weights,
    lookups: {
      ...(blanks.scores.length > 0 && { blankScore: blankLookup(blanks.scores) }),
      ...(meanTokenCosine !== undefined && { meanTokenCosine }),
    },
    suiteSha256: card?.conditions.suite.sha256 || null,
    hasReference(itemId) {
      const item = items?.get(itemId);
      const has = item !== undefined && (item.referenceSvg ?? item.referencePicture) !== null;
      return has || compared.has(itemId);
    },
  };
}
