/** The port behind which a picked file of records is read, of any size, without holding up the page. */
import type { RecordReading } from '../bench/records-to-score.ts';
import type { TextEncodingName } from '../suite/text-encoding.ts';

export interface FileProgress {
  doneBytes: number;
  totalBytes: number;
  /** As it is read, told by the file or by a person. */
  encoding: TextEncodingName;
}

export interface ReadOptions {
  /** `null`: told by the file. */
  encoding: TextEncodingName | null;
  onProgress: (progress: FileProgress) => void;
  signal: AbortSignal;
}

/**
 * Records and bad rows in the order of the file; what is not read from the iterable is not read from
 * the file either.
 * @throws Unreadable, in words, where the file is of another kind or encoding; the signal's reason when
 *   aborted
 */
export type ReadRecords = (file: File, options: ReadOptions) => AsyncIterable<RecordReading>;
