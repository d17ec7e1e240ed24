/** What a file's worker can be asked: a first look, rows, a batch whenever one is asked for, or a whole suite. */
import type { RecordReading } from '../../core/bench/records-to-score.ts';
import type { FileWishes } from '../../core/ports/suite-shelf.ts';
import type { CsvDialect } from '../../core/suite/csv.ts';
import type { FileInsight } from '../../core/suite/inspect-file.ts';
import type { RowsLook } from '../../core/suite/look-at-rows.ts';
import type { AnswerRow } from '../../core/suite/read-answers.ts';
import type { SuiteReading } from '../../core/suite/read-suite.ts';
import type { TextEncodingName } from '../../core/suite/text-encoding.ts';

/** A file by its content and its name, as a thread can be given it. */
export interface FileJob {
  name: string;
  content: Blob;
  /** `null`: told by the first bytes. */
  encoding: TextEncodingName | null;
  /** Of a CSV; `null`: told by its header. */
  dialect: CsvDialect | null;
}

export interface RowBatch<Row> {
  rows: Row[];
  doneBytes: number;
  encoding: TextEncodingName;
  /** Whether there is nothing after it. */
  isLast: boolean;
}

export interface FileCalls {
  /** See `inspectFile`. */
  inspect(job: FileJob): FileInsight;
  /** See `lookAtRows`. */
  lookAtRows(job: FileJob): RowsLook;
  /** Records of this file from its beginning. */
  openRecords(job: FileJob): void;
  /** Answers of this file from its beginning. */
  openAnswers(job: FileJob): void;
  /** The next rows; a `store` failure where there are none, or the file cannot be read any further. */
  nextRows(job: null): RowBatch<RecordReading | AnswerRow>;
  /** See `readSuite`; tells the bytes read so far. */
  readSuite(
    job: { name: string; content: Blob; wishes: FileWishes },
    progress: (doneBytes: number) => void,
  ): SuiteReading;
}
