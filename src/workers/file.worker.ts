/** Reads a picked file, whatever its size, away from the page's own thread. */
import type { FileCalls } from '../adapters/file/file-calls.ts';
import { RecordBatches } from '../adapters/file/record-batches.ts';
import { success } from '../core/failure.ts';
import { serveCalls } from './serve-calls.ts';

let batches: RecordBatches | null = null;

void serveCalls<FileCalls>({
  openRecords(job) {
    batches = new RecordBatches(job);
    return success(undefined);
  },
  nextRecords() {
    if (batches === null) throw new Error('records are asked for before a file is opened');
    return batches.next();
  },
});
