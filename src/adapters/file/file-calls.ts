/** What a file's worker can be asked. It reads one file, a batch whenever it is asked for one. */
import type { RecordReading } from '../../core/bench/records-to-score.ts';
import type { TextEncodingName } from '../../core/suite/text-encoding.ts';

/** A file by its content and its name, as a thread can be given it. */
export interface FileJob {
  name: string;
  content: Blob;
  /** `null`: told by the first bytes. */
  encoding: TextEncodingName | null;
}

export interface RecordBatch {
  records: RecordReading[];
  doneBytes: number;
  encoding: TextEncodingName;
  /** Whether there is nothing after it. */
  isLast: boolean;
}

export interface FileCalls {
  /** Records of this file from its beginning. */
  openRecords(job: FileJob): void;
  /** The next of them; a `store` failure where there are none, or it cannot be read any further. */
  nextRecords(job: null): RecordBatch;
}
