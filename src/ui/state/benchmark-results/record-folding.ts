/** A run's records given to a reporter, in pieces; what changed since is read again, and nothing else. */
import type { SampleRecord } from '../../../core/bench/record.ts';
import type { Reporter } from '../../../core/ports/reporter.ts';
import { placeOfSlot, type RunReader } from '../../../core/run/run-journal.ts';
import { Slices } from './slices.ts';

/** A record is some dozen kilobytes: handing over so many takes a few milliseconds. */
const AT_ONCE = 100;

/** Where the records of a run are, as of now. */
export interface FoldSource {
  reader: RunReader;
  /** The run, where the reporter can read it by itself; `null`: it is in the memory of this page only. */
  storedRun: string | null;
  /** Of the records, asked for before this; see `KeptReports`. `null`: it is not known. */
  state: string | null;
}

export class RecordFolding {
  readonly #reporter: Reporter;
  /** Slots that the reporter has not seen as they are now; `null`: it has seen none. */
  #unfolded: Set<string> | null = null;
  #reading: Promise<void> | null = null;
  readonly #unreadable = new Set<string>();
  #state: string | null = null;

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  /** Records that could not be read. */
  get unreadable(): number {
    return this.#unreadable.size;
  }

  /**
   * The state that the records were in when all of them were read; `null`: some were read later, and
   * no one state may have held for all.
   */
  get state(): string | null {
    return this.#state;
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
  read(source: FoldSource, told: (done: number) => void, signal: AbortSignal): Promise<void> {
    this.#reading ??= this.#read(source, told, signal).finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #read(
    source: FoldSource,
    told: (done: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    // A reporter that lost its worker has none of what it was given.
    if (this.#reporter.added === 0) this.#unfolded = null;
    const changed = this.#unfolded;
    // From here on it gathers what changes while this is read.
    this.#unfolded = new Set();
    try {
      if (changed === null) await this.#readAll(source, told, signal);
      else if (changed.size > 0) await this.#readChanged(source.reader, changed, told, signal);
    } catch (error) {
      // What was given is not whole: the next reading begins anew.
      this.#reporter.forget();
      this.#unfolded = null;
      throw error;
    }
  }

  async #readAll(
    { reader, storedRun, state }: FoldSource,
    told: (done: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    this.#state = state;
    this.#unreadable.clear();
    if (storedRun === null) return this.#give(reader, reader.records(), told, signal);
    for (const place of await this.#reporter.addRun(storedRun, told)) this.#unreadable.add(place);
  }

  async #readChanged(
    reader: RunReader,
    slotIds: ReadonlySet<string>,
    told: (done: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    this.#state = null;
    for (const slotId of slotIds) this.#unreadable.delete(placeOfSlot(slotId));
    await this.#give(reader, each(reader, slotIds), told, signal);
  }

  async #give(
    reader: RunReader,
    records: AsyncIterable<SampleRecord>,
    told: (done: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const slices = new Slices();
    let done = 0;
    let piece: SampleRecord[] = [];
    for await (const record of records) {
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
    for (const { place } of reader.unreadable()) this.#unreadable.add(place);
  }
}

async function* each(
  reader: RunReader,
  slotIds: ReadonlySet<string>,
): AsyncGenerator<SampleRecord> {
  for (const slotId of slotIds) {
    const record = await reader.get(slotId);
    if (record !== null) yield record;
  }
}
