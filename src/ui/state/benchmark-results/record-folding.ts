/** A run's records folded for reports, in pieces; what changed since is read again, and nothing else. */
import type { SampleRecord } from '../../../core/bench/record.ts';
import { RecordFold } from '../../../core/report/record-fold.ts';
import type { RunReader } from '../../../core/run/run-journal.ts';
import { Slices } from './slices.ts';

export class RecordFolding {
  #fold = new RecordFold();
  /** Slots that the fold has not seen as they are now; `null`: it has seen none. */
  #unfolded: Set<string> | null = null;
  #reading: Promise<RecordFold> | null = null;

  /** A slot has another record. */
  changed(slotId: string): void {
    this.#unfolded?.add(slotId);
  }

  /**
   * The records as they are now; callers that come while they are read share the reading.
   * @param told called between pieces with the number of records read
   * @throws Error in words where the store fails; the signal's reason when aborted
   */
  read(reader: RunReader, told: (done: number) => void, signal: AbortSignal): Promise<RecordFold> {
    this.#reading ??= this.#read(reader, told, signal).finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #read(
    reader: RunReader,
    told: (done: number) => void,
    signal: AbortSignal,
  ): Promise<RecordFold> {
    signal.throwIfAborted();
    try {
      const slices = new Slices();
      let done = 0;
      for await (const record of this.#open(reader)) {
        this.#fold.add(record);
        done++;
        if (!slices.due) continue;
        told(done);
        await slices.rest();
        signal.throwIfAborted();
      }
      return this.#fold;
    } catch (error) {
      // What was folded is not whole: the next reading begins anew.
      this.#fold = new RecordFold();
      this.#unfolded = null;
      throw error;
    }
  }

  async *#open(reader: RunReader): AsyncGenerator<SampleRecord> {
    const changed = this.#unfolded;
    // From here on it gathers what changes while this is read.
    this.#unfolded = new Set();
    if (changed === null) yield* reader.records();
    for (const slotId of changed ?? []) {
      const record = await reader.get(slotId);
      if (record !== null) yield record;
    }
  }
}
