/** The items of a run that a blank picture may stand in for: those with a sample that may be invalid. */
import type { BlankSubject } from '../../../core/report/measure-blanks.ts';
import { isCosine } from '../../../core/report/column.ts';
import type { EmbeddableReference } from '../../../core/reference.ts';
import type { IndexedItem, SlotEntry } from './run-index.ts';

/** Encoders that any sample has a cosine of, in code-unit order. */
export function cosineEncoders(index: readonly SlotEntry[]): string[] {
  const ids = index.flatMap(({ scores }) =>
    scores.flatMap((score) =>
      isCosine(score) && score.encoderId !== null && score.value !== null ? [score.encoderId] : [],
    ),
  );
  return [...new Set(ids)].sort();
}

/**
 * @param suiteSha256 of the run's suite; `null`: it has none
 * @param referenceOf the item's picture to compare with; `null` where there is none
 */
export function blankSubjects(
  index: readonly SlotEntry[],
  items: readonly IndexedItem[],
  suiteSha256: string | null,
  referenceOf: (itemId: string) => Promise<EmbeddableReference | null>,
): BlankSubject[] {
  const wanted = new Set(index.filter(mayBeInvalid).map(({ itemId }) => itemId));
  return items
    .filter(({ id }) => wanted.has(id))
    .map(({ id, prompt }) => ({
      suiteSha256,
      itemId: id,
      prompt,
      reference: () => referenceOf(id),
    }));
}

/** Under either rule: what is valid only after mending is invalid as sent. */
const mayBeInvalid = ({ scores }: SlotEntry): boolean =>
  scores.some(({ metric, value }) => metric === 'validity-strict' && value === 0);
