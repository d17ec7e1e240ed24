/** A worker for one file, and the rows that it reads of it. */
import type { RecordReading } from '../../core/bench/records-to-score.ts';
import type { Result } from '../../core/failure.ts';
import type { FileProgress } from '../../core/ports/read-records.ts';
import type { FileTold } from '../../core/ports/suite-shelf.ts';
import type { AnswerRow } from '../../core/suite/read-answers.ts';
import { Unreadable } from '../../core/suite/unreadable.ts';
import { WorkerHost } from '../../workers/worker-host.ts';
import type { FileCalls, RowBatch } from './file-calls.ts';

/** Of one batch: a slow stick, not a slow file. */
const BATCH_LIMIT_MS = 120_000;

export interface RowsOf {
  openRecords: RecordReading;
  openAnswers: AnswerRow;
}

export interface RowOptions extends FileTold {
  onProgress: (progress: FileProgress) => void;
  signal: AbortSignal;
}

/**
 * The worker reads on only when asked, so a file of any size takes little memory.
 * @param host of this file alone: it is ended with the reading
 * @throws Unreadable, in words; the signal's reason when aborted
 */
export async function* rowsIn<Open extends keyof RowsOf>(
  host: WorkerHost<FileCalls>,
  open: Open,
  file: File,
  { encoding = null, dialect = null, onProgress, signal }: RowOptions,
): AsyncGenerator<RowsOf[Open]> {
  const options = { limitMs: BATCH_LIMIT_MS, signal };
  try {
    // A plain blob: not every thread can be given a `File`.
    const job = { name: file.name, content: file.slice(), encoding, dialect };
    valueOf(await host.call<keyof RowsOf>(open, job, options));
    for (let isLast = false; !isLast;) {
      const batch = valueOf(await host.call('nextRows', null, options));
      onProgress({ doneBytes: batch.doneBytes, totalBytes: file.size, encoding: batch.encoding });
      // What a worker gives is of the kind that it was opened for.
      for (const row of (batch as RowBatch<RowsOf[Open]>).rows) {
        signal.throwIfAborted();
        yield row;
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

export const newFileHost = (): WorkerHost<FileCalls> =>
  new WorkerHost<FileCalls>('file', {
    failureOf: ({ detail }) => new Error(`The part of the page that reads files failed: ${detail}`),
  });
