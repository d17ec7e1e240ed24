/** Reads a picked file, whatever its size, away from the page's own thread. */
import type { FileCalls, FileJob } from '../adapters/file/file-calls.ts';
import { answerBatches, recordBatches, type RowBatches } from '../adapters/file/row-batches.ts';
import { blobBytes } from '../adapters/suite/blob-bytes.ts';
import { csvReader } from '../adapters/suite/csv.ts';
import type { RecordReading } from '../core/bench/records-to-score.ts';
import { success } from '../core/failure.ts';
import type { AnswerRow } from '../core/suite/read-answers.ts';
import { inspectFile } from '../core/suite/inspect-file.ts';
import { lookAtRows } from '../core/suite/look-at-rows.ts';
import { readSuite } from '../core/suite/read-suite.ts';
import { serveCalls } from './serve-calls.ts';

let batches: RowBatches<RecordReading> | RowBatches<AnswerRow> | null = null;

const looked = ({ name, content, encoding, dialect }: FileJob) =>
  [
    { name, bytes: blobBytes(content) },
    { encoding, dialect, csv: csvReader },
  ] as const;

void serveCalls<FileCalls>({
  inspect: (job) => inspectFile(...looked(job)),
  lookAtRows: (job) => lookAtRows(...looked(job)),
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
