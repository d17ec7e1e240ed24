/** A run out of a table, a few hundred records at a time. */
import { recordFromValue } from '../../core/bench/record-line.ts';
import type { SampleRecord } from '../../core/bench/record.ts';
import type { Result } from '../../core/failure.ts';
import { placeOfSlot, type RunReader, type Unreadable } from '../../core/run/run-journal.ts';
import type { SlotRow } from '../../core/run/slot-row.ts';
import type { RunTable } from './run-table.ts';

type Use = <T>(work: (table: RunTable) => Promise<T>) => Promise<Result<T>>;

/** A row is a kilobyte, a record some dozen. What comes at once is read in one go: no frame waits long for it. */
const ROWS_AT_ONCE = 1_000;
const RECORDS_AT_ONCE = 200;

export class TableRunReader implements RunReader {
  readonly #runId: string;
  readonly #use: Use;
  readonly #unreadable = new Map<string, string>();

  constructor(runId: string, use: Use) {
    this.#runId = runId;
    this.#use = use;
  }

  /** @throws Error where the store fails */
  async *rows(): AsyncGenerator<SlotRow> {
    let piece: Promise<SlotRow[]> | null = this.#rowsAfter(null);
    while (piece !== null) {
      const rows: SlotRow[] = await piece;
      // On its way while these are looked at.
      piece = rows.length < ROWS_AT_ONCE ? null : this.#rowsAfter(rows.at(-1)!.slotId);
      yield* rows;
    }
  }

  /** @throws Error where the store fails */
  async *records(): AsyncGenerator<SampleRecord> {
    let piece: Promise<unknown[]> | null = this.#recordsAfter(null);
    while (piece !== null) {
      const values: unknown[] = await piece;
      piece = values.length < RECORDS_AT_ONCE ? null : this.#recordsAfter(slotIdOf(values.at(-1)));
      for (const value of values) {
        const record = this.#read(value);
        if (record !== null) yield record;
      }
    }
  }

  /** @throws Error where the store fails */
  async get(slotId: string): Promise<SampleRecord | null> {
    const value = await this.#value((table) => table.get(this.#runId, slotId));
    return value === undefined ? null : this.#read(value);
  }

  unreadable(): readonly Unreadable[] {
    return [...this.#unreadable].map(([place, reason]) => ({ place, reason }));
  }

  #rowsAfter(slotId: string | null): Promise<SlotRow[]> {
    return this.#ahead((table) => table.rowsAfter(this.#runId, slotId, ROWS_AT_ONCE));
  }

  #recordsAfter(slotId: string | null): Promise<unknown[]> {
    return this.#ahead((table) => table.recordsAfter(this.#runId, slotId, RECORDS_AT_ONCE));
  }

  /** Nobody waits for it where the reader is left early; who waits is told all the same. */
  #ahead<T>(work: (table: RunTable) => Promise<T>): Promise<T> {
    const piece = this.#value(work);
    piece.catch(() => undefined);
    return piece;
  }

  #read(value: unknown): SampleRecord | null {
    const reading = recordFromValue(value);
    if (reading.ok) return reading.record;
    this.#unreadable.set(placeOfSlot(slotIdOf(value)), reading.reason);
    return null;
  }

  async #value<T>(work: (table: RunTable) => Promise<T>): Promise<T> {
    const result = await this.#use(work);
    if (!result.ok) throw new Error(result.failure.detail);
    return result.value;
  }
}

/** The table's own key: it is there, whatever else is spoiled. */
const slotIdOf = (value: unknown): string => (value as SampleRecord).run!.slotId;
