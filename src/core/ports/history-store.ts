/** The port behind which samples are kept. Reading never loads pictures or the whole table. */
import type { Result } from '../failure.ts';
import type { DuplicateRecordRule } from '../bench/duplicate-record.ts';
import type { SampleRecord } from '../bench/record.ts';
import type { RecordReading } from '../bench/records-to-score.ts';

/** One press of Draw: its samples share `drawId`. */
export interface DrawSummary {
  drawId: string;
  prompt: string;
  modelId: string;
  /** ISO 8601, of the first sample. */
  createdAt: string;
  sampleCount: number;
  /** Program of the best (or first) drawable sample, for the thumbnail; `null` where none draws. */
  thumbnailProgram: string | null;
}

/** Of records of runs. */
export interface ImportReport {
  imported: number;
  /** Of these, how many took the place of another record of their slot, see `preferredRecord`. */
  replaced: number;
  /** Left out: what is here of their slots is the same record, or the preferred one. */
  duplicates: number;
  /** The first `MOST_BAD` rows that hold no record of a run; `badCount` says how many there are. */
  bad: { place: string; reason: string }[];
  badCount: number;
}

export interface HistoryImport {
  /** Samples that are new here, those under a new sample index among them. */
  imported: number;
  /** Already here, to the letter. */
  same: number;
  /** Their id was taken by another sample; the rule said what became of them. */
  differing: number;
  /** The first `MOST_BAD` rows that hold no sample; `badCount` says how many there are. */
  bad: { place: string; reason: string }[];
  badCount: number;
}

/** A list that a person can still look through, whatever the size of the file. */
export const MOST_BAD = 10_000;

export interface HistoryImportOptions {
  /** Of ids that are taken; default `keep-first`. */
  duplicates?: DuplicateRecordRule;
  signal?: AbortSignal;
}

/** Something a person must be told about the store, for as long as it holds. */
export interface StoreNotice {
  kind:
    | 'memory' // no durable storage: what is drawn is gone with the tab
    | 'waiting' // another tab holds an older version open
    | 'superseded' // a newer version of the app took over: reload
    | 'newer-data' // written by another version: shown, never changed
    | 'evicted' // the browser removed what was kept here
    | 'full'; // the last record could not be kept: save it as a file
  detail: string;
}

export interface HistoryStore {
  notices(): StoreNotice[];
  /** Resolves once the record is durable (strict transaction); replaces one with the same id. */
  put(record: SampleRecord): Promise<Result<void>>;
  /** Newest first; `before` is the `createdAt` of the last summary seen. */
  draws(query: { text: string; limit: number; before?: string }): Promise<Result<DrawSummary[]>>;
  /** In sample order; unreadable records are left out and counted. */
  samples(drawId: string): Promise<Result<{ records: SampleRecord[]; unreadable: number }>>;
  remove(drawId: string): Promise<Result<SampleRecord[]>>;
  clear(): Promise<Result<void>>;
  /** JSONL, oldest first, in chunks of whole lines. */
  export(): AsyncIterable<string>;
  /** @throws what reading the records throws, and the signal's reason; what was read before is kept */
  import(
    records: AsyncIterable<RecordReading>,
    options?: HistoryImportOptions,
  ): Promise<Result<HistoryImport>>;
  /** Called when this or another tab changed something. */
  subscribe(listener: () => void): () => void;
  usage(): Promise<{ usedBytes: number; quotaBytes: number; persisted: boolean } | null>;
  /** Asks the browser not to evict; @returns whether it agreed. */
  persist(): Promise<boolean>;
  close(): void;
}
