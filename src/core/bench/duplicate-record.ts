/** What becomes of an imported sample whose id is taken (cases.md F2). */
import { recordToLine } from './record-line.ts';
import type { SampleRecord } from './record.ts';

/** `new-sample`: it joins its draw under the next free sample index. */
export const DUPLICATE_RECORD_RULES = ['keep-first', 'keep-last', 'new-sample'] as const;
export type DuplicateRecordRule = (typeof DUPLICATE_RECORD_RULES)[number];

export type DuplicateEnd =
  /** It is here, to the letter, maybe under an index that an earlier import gave it. */
  | { kind: 'same' }
  /** Another sample has its id, and stays. */
  | { kind: 'kept' }
  | { kind: 'put'; record: SampleRecord };

/**
 * @param record whose id is one of `siblings`'
 * @param siblings all samples of its draw that are here, and any other that has its id
 */
export function settleDuplicate(
  record: SampleRecord,
  siblings: readonly SampleRecord[],
  rule: DuplicateRecordRule,
): DuplicateEnd {
  const here = siblings.find(({ id }) => id === record.id)!;
  if (recordToLine(here) === recordToLine(record)) return { kind: 'same' };
  if (rule === 'keep-first') return { kind: 'kept' };
  if (rule === 'keep-last') return { kind: 'put', record };
  const content = contentOf(record);
  if (siblings.some((sibling) => contentOf(sibling) === content)) return { kind: 'same' };
  return { kind: 'put', record: renumbered(record, siblings) };
}

/** The mark "best" is of one sample in a draw, and the draw that is here may have it. */
function renumbered(record: SampleRecord, siblings: readonly SampleRecord[]): SampleRecord {
  const taken = new Set(siblings.map(({ id }) => id));
  let sampleIndex = Math.max(...siblings.map((sibling) => sibling.sampleIndex)) + 1;
  while (taken.has(`${record.drawId}/${sampleIndex}`)) sampleIndex++;
  return { ...record, id: `${record.drawId}/${sampleIndex}`, sampleIndex, best: false };
}

const contentOf = (record: SampleRecord): string =>
  recordToLine({ ...record, id: '', sampleIndex: 0, best: false });
