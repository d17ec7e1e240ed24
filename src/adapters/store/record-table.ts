/** What a technology must offer to keep records; `history.ts` builds the port on it. */
import type { DuplicateRecordRule } from '../../core/bench/duplicate-record.ts';
import type { SampleRecord } from '../../core/bench/record.ts';
import type { DrawSummary, HistoryImport } from '../../core/ports/history-store.ts';

/** Place in the export order, oldest first: a record's creation time, then its id. */
export type ExportCursor = [createdAt: string, id: string];

export const placeOf = ({ createdAt, id }: SampleRecord): ExportCursor => [createdAt, id];

export const isAfter = (record: SampleRecord, [createdAt, id]: ExportCursor): boolean =>
  record.createdAt === createdAt ? record.id > id : record.createdAt > createdAt;

/** See `HistoryImport`. */
export type Added = Pick<HistoryImport, 'imported' | 'same' | 'differing'>;

export interface RecordTable {
  /** Durable when it resolves; the summary of its draw changes in the same transaction. */
  put(record: SampleRecord): Promise<void>;
  /** @param rule for records whose id is taken, here or by an earlier one of them */
  addAll(records: SampleRecord[], rule: DuplicateRecordRule): Promise<Added>;
  draws(query: { text: string; limit: number; before?: string }): Promise<DrawSummary[]>;
  /** Raw rows: a row that another version spoiled is found out by the reader. */
  samples(drawId: string): Promise<unknown[]>;
  remove(drawId: string): Promise<unknown[]>;
  clear(): Promise<void>;
  /** Rows after the cursor in export order, at most `limit`. */
  after(cursor: ExportCursor | null, limit: number): Promise<SampleRecord[]>;
  count(): Promise<number>;
  close(): void;
}
