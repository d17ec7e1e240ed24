/** A picked file of records, read in a worker; import this module lazily. */
import type { RecordReading } from '../../core/bench/records-to-score.ts';
import type { Result } from '../../core/failure.ts';
import type { ReadRecords } from '../../core/ports/read-records.ts';
import { Unreadable } from '../../core/suite/unreadable.ts';
import { WorkerHost } from '../../workers/worker-host.ts';
import type { FileCalls } from './file-calls.ts';

/** Of one batch: a slow stick, not a slow file. */
const LIMIT_MS = 120_000;

/** See `ReadRecords`. The worker reads on only when asked, so a file of any size takes little memory. */
export const readRecordFile: ReadRecords = (file, options) => recordsIn(newHost(), file, options);

/** @param host of this file alone; it is ended with the reading */
export async function* recordsIn(
  host: WorkerHost<FileCalls>,
  file: File,
  { encoding, onProgress, signal }: Parameters<ReadRecords>[1],
): AsyncGenerator<RecordReading> {
  const call = { limitMs: LIMIT_MS, signal };
  try {
    // A plain blob: not every thread can be given a `File`.
    const content = file.slice();
    valueOf(await host.call('openRecords', { name: file.name, content, encoding }, call));
    for (let isLast = false; !isLast;) {
      const batch = valueOf(await host.call('nextRecords', null, call));
      onProgress({ doneBytes: batch.doneBytes, totalBytes: file.size, encoding: batch.encoding });
      for (const record of batch.records) {
        signal.throwIfAborted();
        yield record;
      }
      ({ isLast } = batch);
    }
  } finally {
    host.dispose();
  }
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Unreadable(result.failure.detail);
  return result.value;
}

const newHost = (): WorkerHost<FileCalls> =>
  new WorkerHost<FileCalls>('file', {
    failureOf: ({ detail }) => new Error(`The part of the page that reads files failed: ${detail}`),
  });
