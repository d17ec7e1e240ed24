/** A file of records in batches, read as far as batches are asked for: the worker's half. */
import { readRecords } from '../../core/bench/read-records.ts';
import type { RecordReading } from '../../core/bench/records-to-score.ts';
import type { Result } from '../../core/failure.ts';
import type { TextEncodingName } from '../../core/suite/text-encoding.ts';
import { asResult } from '../../core/suite/unreadable.ts';
import { blobBytes } from '../suite/blob-bytes.ts';
import { csvReader } from '../suite/csv.ts';
import type { FileJob, RecordBatch } from './file-calls.ts';

/** A batch is copied to the page in one go: what takes it longer than a frame is too much. */
const MOST_ROWS = 100;
const MOST_BYTES = 1024 * 1024;

export class RecordBatches {
  readonly #readings: AsyncGenerator<RecordReading>;
  #doneBytes = 0;
  #encoding: TextEncodingName;

  constructor({ name, content, encoding }: FileJob) {
    this.#encoding = encoding ?? 'utf-8';
    const file = { name, bytes: blobBytes(content) };
    this.#readings = readRecords(file, {
      csv: csvReader,
      encoding,
      onBytes: (doneBytes) => (this.#doneBytes = doneBytes),
      told: (name) => (this.#encoding = name),
    });
  }

  /** @returns a `store` failure where the file holds no records, or cannot be read any further */
  next(): Promise<Result<RecordBatch>> {
    return asResult(async () => {
      const before = this.#doneBytes;
      const records: RecordReading[] = [];
      let isLast = false;
      while (!isLast && records.length < MOST_ROWS && this.#doneBytes - before < MOST_BYTES) {
        const reading = await this.#readings.next();
        if (reading.done === true) isLast = true;
        else records.push(reading.value);
      }
      return { records, doneBytes: this.#doneBytes, encoding: this.#encoding, isLast };
    });
  }
}
