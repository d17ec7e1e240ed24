/** Reads a picked file, whatever its size, away from the page's own thread. */
import type { FileCalls } from '../adapters/file/file-calls.ts';
import { answerBatches, recordBatches, type RowBatches } from '../adapters/file/row-batches.ts';
import { blobBytes } from '../adapters/suite/blob-bytes.ts';
import { csvReader } from '../adapters/suite/csv.ts';
import type { RecordReading } from '../core/bench/records-to-score.ts';
import { success } from '../core/failure.ts';
import type { AnswerRow } from '../core/suite/read-answers.ts';
import { readSuite } from '../core/suite/read-suite.ts';
import { serveCalls } from './serve-calls.ts';

let batches: RowBatches<RecordReading> | RowBatches<AnswerRow> | null = null;

void serveCalls<FileCalls>({
  openRecords(job) {
    batches = recordBatches(job);
    return success(undefined);
  },
  openAnswers(job) {
    batches = answerBatches(job);
    return success(undefined);
  },
  nextRows() {
    if (batches === null) throw new Error('rows are asked for before a file is opened');
    return batches.next();
  },
  readSuite({ name, content, wishes }, { progress }) {
    const file = { name, bytes: blobBytes(content) };
    return readSuite(file, { ...wishes, csv: csvReader, onBytes: progress });
  },
});
