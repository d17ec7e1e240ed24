/**
 * The port behind which a run is kept: what was received is durable before anything is built on it,
 * and a slot has one result, whatever ends the program in between (cases.md P3, D2).
 */
import type { SampleRecord } from '../bench/record.ts';
import type { Result } from '../failure.ts';
import type { SlotRow } from './slot-row.ts';

/** A record that could not be read: kept as it is, left out, and told. */
export interface Unreadable {
  /** e.g. `line 12`; where records are kept by slot, see `placeOfSlot` */
  place: string;
  reason: string;
}

export const placeOfSlot = (slotId: string): string => `slot ${slotId}`;

export interface RunReader {
  /** The newest of every slot, in no particular order. */
  rows(): AsyncIterable<SlotRow>;
  /** The newest record of every slot, in the order of their slots' names: the same on every machine. */
  records(): AsyncIterable<SampleRecord>;
  /** The newest record of a slot; `null` where it has none. */
  get(slotId: string): Promise<SampleRecord | null>;
  /** Known once the journal was opened. */
  unreadable(): readonly Unreadable[];
}

/** Held by one runner at a time; opening it elsewhere fails with `store`, `held`. */
export interface RunJournal extends RunReader {
  /**
   * Resolves once the record is durable; it replaces an earlier one of its slot.
   * @param record of this run: `record.run` is there
   * @returns the failure where it is not durable: nothing of it is kept then, and what was kept
   *   before is whole
   */
  append(record: SampleRecord): Promise<Result<void>>;
  /** Lets the run go, for the next runner. */
  close(): Promise<void>;
}
