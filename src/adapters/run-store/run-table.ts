/** What a technology must offer to keep runs; `page-run-library.ts` builds the port on it. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { RunCard } from '../../core/run/run-card.ts';
import type { SlotRow } from '../../core/run/slot-row.ts';

export type SlotName = NonNullable<SampleRecord['run']>;

export interface RunTable {
  /** Raw: a card that another version spoiled is found out by the reader. */
  cards(): Promise<unknown[]>;
  putCard(card: RunCard): Promise<void>;
  /** All or, rejecting, none of them; durable when it resolves. */
  put(records: readonly SampleRecord[]): Promise<void>;
  /** Rows after a slot in the order of their names, at most `limit`; `null`: from the first. */
  rowsAfter(runId: string, slotId: string | null, limit: number): Promise<SlotRow[]>;
  /** Raw, as `rowsAfter`. */
  recordsAfter(runId: string, slotId: string | null, limit: number): Promise<unknown[]>;
  /** Raw; `undefined` where there is none. */
  get(runId: string, slotId: string): Promise<unknown>;
  /** Several of any runs in one reading, in the order of their names; each as `get`. */
  getEach(names: readonly SlotName[]): Promise<unknown[]>;
  /** Names of all runs that have records. */
  runIds(): Promise<string[]>;
  remove(runId: string): Promise<void>;
  close(): void;
}
