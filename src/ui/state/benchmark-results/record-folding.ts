/** A run's records given to a reporter, in pieces; what changed since is read again, and nothing else. */
import type { SampleRecord } from '../../../core/bench/record.ts';
import type { Reporter } from '../../../core/ports/reporter.ts';
import type { RunReader } from '../../../core/run/run-journal.ts';
import { Slices } from './slices.ts';

/** A record is some dozen kilobytes: handing over so many takes a few milliseconds. */
const AT_ONCE = 100;

export class RecordFolding {
  readonly #reporter: Reporter;
  /** Slots that the reporter has not seen as they are now; `null`: it has seen none. */
  #unfolded: Set<string> | null = null;
  #reading: Promise<void> | null = null;

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  /** A slot has another record. */
  changed(slotId: string): void {
    this.#unfolded?.add(slotId);
  }

  /**
   * Resolves when the reporter has the records as they are now; callers that come while they are read
   * share the reading.
   * @param told called between pieces with the number of records read
   * @throws Error in words where the store or the reporter fails; the signal's reason when aborted
   */
  read(reader: RunReader, told: (done: number) => void, signal: AbortSignal): Promise<void> {
    this.#reading ??= this.#read(reader, told, signal).finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #read(reader: RunReader, told: (done: number) => void, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    // A reporter that lost its worker has none of what it was given.
    if (this.#reporter.added === 0) this.#unfolded = null;
    try {
      const slices = new Slices();
      let done = 0;
      let piece: SampleRecord[] = [];
      for await (const record of this.#open(reader)) {
        piece.push(record);
        if (piece.length < AT_ONCE && !slices.due) continue;
        await this.#reporter.add(piece);
        done += piece.length;
        piece = [];
        told(done);
        await slices.rest();
        signal.throwIfAborted();
      }
      if (piece.length > 0) await this.#reporter.add(piece);
    } catch (error) {
      // What was given is not whole: the next reading begins anew.
      this.#reporter.forget();
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
