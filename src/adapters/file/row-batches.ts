/** A file's rows in batches, read as far as batches are asked for: the worker's half. */
import { readRecords } from '../../core/bench/read-records.ts';
import type { RecordReading } from '../../core/bench/records-to-score.ts';
import type { Result } from '../../core/failure.ts';
import { readAnswers, type AnswerRow } from '../../core/suite/read-answers.ts';
import type { TextEncodingName } from '../../core/suite/text-encoding.ts';
import { asResult } from '../../core/suite/unreadable.ts';
import { blobBytes } from '../suite/blob-bytes.ts';
import { csvReader } from '../suite/csv.ts';
import type { FileJob, RowBatch } from './file-calls.ts';

/** A batch is copied to the page in one go: what takes it longer than a frame is too much. */
const MOST_ROWS = 100;
const MOST_BYTES = 1024 * 1024;

interface Watch {
  onBytes(doneBytes: number): void;
  told(encoding: TextEncodingName): void;
}

export const recordBatches = (job: FileJob): RowBatches<RecordReading> =>
  new RowBatches(job, (watch) => readRecords(fileOf(job), { ...job, ...watch, csv: csvReader }));

export const answerBatches = (job: FileJob): RowBatches<AnswerRow> =>
  new RowBatches(job, (watch) => readAnswers(fileOf(job), { ...job, ...watch, csv: csvReader }));

const fileOf = ({ name, content }: FileJob) => ({ name, bytes: blobBytes(content) });

export class RowBatches<Row> {
  readonly #rows: AsyncGenerator<Row>;
  #doneBytes = 0;
  #encoding: TextEncodingName;

  constructor({ encoding }: FileJob, open: (watch: Watch) => AsyncGenerator<Row>) {
    this.#encoding = encoding ?? 'utf-8';
    this.#rows = open({
      onBytes: (doneBytes) => (this.#doneBytes = doneBytes),
      told: (name) => (this.#encoding = name),
    });
  }

  /** @returns a `store` failure where the file holds no such rows, or cannot be read any further */
  next(): Promise<Result<RowBatch<Row>>> {
    return asResult(async () => {
      const before = this.#doneBytes;
      const rows: Row[] = [];
      let isLast = false;
      while (!isLast && rows.length < MOST_ROWS && this.#doneBytes - before < MOST_BYTES) {
        const row = await this.#rows.next();
        if (row.done === true) isLast = true;
        else rows.push(row.value);
      }
      return { rows, doneBytes: this.#doneBytes, encoding: this.#encoding, isLast };
    });
  }
}
