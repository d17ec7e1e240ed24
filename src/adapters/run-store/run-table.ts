/** What a technology must offer to keep runs; `page-run-library.ts` builds the port on it. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { KeptReports } from '../../core/ports/run-library.ts';
import type { Report } from '../../core/report/report.ts';
import type { RunCard } from '../../core/run/run-card.ts';
import type { SlotRow, SlotState } from '../../core/run/slot-row.ts';

export type SlotName = NonNullable<SampleRecord['run']>;

export interface RunTable {
  /** Raw: a card that another version spoiled is found out by the reader. */
  cards(): Promise<unknown[]>;
  putCard(card: RunCard): Promise<void>;
  /** All or, rejecting, none of them; durable when it resolves. */
  put(records: readonly SampleRecord[]): Promise<void>;
  /** Rows after a slot in the order of their names, at most `limit`; `null`: from the first. */
  rowsAfter(runId: string, slotId: string | null, limit: number): Promise<SlotRow[]>;
  /** How many rows of a run are in each state; no row is read for it. */
  counts(runId: string): Promise<Record<SlotState, number>>;
  /** Raw, as `rowsAfter`. */
  recordsAfter(runId: string, slotId: string | null, limit: number): Promise<unknown[]>;
  /** Raw; `undefined` where there is none. */
  get(runId: string, slotId: string): Promise<unknown>;
  /** Several of any runs in one reading, in the order of their names; each as `get`. */
  getEach(names: readonly SlotName[]): Promise<unknown[]>;
  /** Names of all runs that have records. */
  runIds(): Promise<string[]>;
  /** Those of the records as they are; any `put` to the run empties it. */
  reports(runId: string): Promise<KeptReports>;
  /** Does nothing where the records are in another state by now. */
  putReport(runId: string, state: string, question: string, report: Report): Promise<void>;
  remove(runId: string): Promise<void>;
  close(): void;
}
