/** The port behind which suites are found: those that come with the app, official ones, and files. */
import type { Result } from '../failure.ts';
import type { CaptionRule } from '../suite/coco.ts';
import type { CsvDialect } from '../suite/csv.ts';
import type { FileInsight } from '../suite/inspect-file.ts';
import type { ColumnMapping } from '../suite/mapping.ts';
import type { SuiteReading } from '../suite/read-suite.ts';
import type { DuplicateRule } from '../suite/suite-builder.ts';
import type { References } from '../suite/suite-facts.ts';
import type { TextEncodingName } from '../suite/text-encoding.ts';

/** How the items come here. */
export type SuiteOrigin =
  | { kind: 'bundled' }
  /** Ask for it as `composition-7-800`: seed and size. */
  | { kind: 'generated' }
  /** `sha256`: of the items where they are known; `null`: what comes is taken, and its hash shown. */
  | {
      kind: 'fetched';
      url: string;
      /** About, to be told before it is fetched; `null`: not known. */
      sizeBytes: number | null;
      sha256: string | null;
    }
  /** Its address gives no file that a page can read: fetch it by hand, then open the file. */
  | { kind: 'by-hand'; url: string; steps: readonly string[] };

export interface SuiteEntry {
  id: string;
  title: string;
  /** One sentence: what is asked for. */
  summary: string;
  /** `null`: not known before it is here, or as many as are wanted. */
  items: number | null;
  /** SPDX id. */
  licence: string;
  /** Address at which it is described; `null` for what comes with the app. */
  source: string | null;
  references: References;
  origin: SuiteOrigin;
}

export interface SuiteProgress {
  doneBytes: number;
  /** `null`: the server does not say. */
  totalBytes: number | null;
}

/** What a person says of a file that it does not say, or says wrong. */
export interface FileTold {
  /** `null`: told by the file. */
  encoding?: TextEncodingName | null;
  /** Of a CSV; `null`: told by its header. */
  dialect?: CsvDialect | null;
}

export interface FileWishes extends FileTold {
  mapping?: ColumnMapping | null;
  duplicates?: DuplicateRule;
  captions?: CaptionRule;
}

export interface SuiteShelf {
  entries(): readonly SuiteEntry[];
  /**
   * @param id of an entry, or `composition-<seed>-<size>`
   * @returns a `store` failure in words: `unavailable` where it cannot be fetched (asking again
   *   starts anew), `unreadable` where what came holds no items
   * @throws the signal's reason when aborted
   */
  open(
    id: string,
    onProgress?: (progress: SuiteProgress) => void,
    signal?: AbortSignal,
  ): Promise<Result<SuiteReading>>;
  /** Looks at the beginning of a file, for the step in which columns are mapped. */
  inspect(file: File, told?: FileTold, signal?: AbortSignal): Promise<Result<FileInsight>>;
  /** Reads a file in pieces; `totalBytes` is its size. */
  read(
    file: File,
    wishes?: FileWishes,
    onProgress?: (progress: SuiteProgress) => void,
    signal?: AbortSignal,
  ): Promise<Result<SuiteReading>>;
}
