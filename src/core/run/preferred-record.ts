/** Which of two records of one slot counts, where two machines made one each. */
import type { SampleRecord } from '../bench/record.ts';
import { recordToLine } from '../bench/record-line.ts';
import { isMissingScore, slotStateOf, type SlotState } from './slot-row.ts';

const RANK: Record<SlotState, number> = { done: 0, answered: 1, failed: 2 };

/**
 * The one that is further: scored before answered before failed, with fewer scores missing, after
 * more attempts; of two alike the older. Whichever way round they are given, it is the same.
 */
export function preferredRecord(a: SampleRecord, b: SampleRecord): SampleRecord {
  const further =
    RANK[slotStateOf(a)] - RANK[slotStateOf(b)] ||
    missingScores(a) - missingScores(b) ||
    b.attempts.length - a.attempts.length;
  if (further !== 0) return further < 0 ? a : b;
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? a : b;
  return recordToLine(a) <= recordToLine(b) ? a : b;
}

const missingScores = ({ scores }: SampleRecord): number => scores.filter(isMissingScore).length;
