/** The port behind which a page keeps its benchmark runs. Listing and opening load no whole table. */
import type { RecordReading } from '../bench/records-to-score.ts';
import type { Result } from '../failure.ts';
import type { RunCard } from '../run/run-card.ts';
import type { Report } from '../report/report.ts';
import type { RunJournal, RunReader } from '../run/run-journal.ts';
import type { SlotRow, SlotState } from '../run/slot-row.ts';
import type { ImportReport, StoreNotice } from './history-store.ts';

/** Reports that were made of a run's records as they are now. */
export interface KeptReports {
  /** Names the records as they are: another one after every change. */
  state: string;
  /** By what was asked, in the words of whoever asked. */
  byQuestion: ReadonlyMap<string, Report>;
}

export interface RunLibrary {
  notices(): StoreNotice[];
  /** Newest first. */
  cards(): Promise<Result<RunCard[]>>;
  /** Keeps a run's plan, or replaces it where the run goes on with more models, samples or budget. */
  saveCard(card: RunCard): Promise<Result<void>>;
  /** How many of a run's slots are in each state; those that were never asked are in none. */
  counts(runId: string): Promise<Result<Record<SlotState, number>>>;
  /** To look at a run, whichever tab runs it. */
  reader(runId: string): RunReader;
  /**
   * Takes a run to go on with it; closing the journal, or the tab, lets it go (cases.md D5).
   * @returns `store`, `held` where another tab runs it
   */
  hold(runId: string): Promise<Result<RunJournal>>;
  /** Resolves when no tab runs it, or when the signal aborts. */
  whenFree(runId: string, signal: AbortSignal): Promise<void>;
  /** Told each row that this or another tab makes durable; returns the way to stop. */
  watch(runId: string, listener: (row: SlotRow) => void): () => void;
  /** Told when a run was added, replaced or removed, here or in another tab, or a notice changed. */
  subscribe(listener: () => void): () => void;
  /**
   * Records made elsewhere, of one or more runs. Where they tell all conditions of their run, one that
   * is new gets a card, and the card of one that is kept grows by the models and samples that came.
   */
  import(
    records: AsyncIterable<RecordReading>,
    signal?: AbortSignal,
  ): Promise<Result<ImportReport>>;
  /** JSONL, a line a slot by the slots' names: the bytes that the command line's `merge` gives. */
  export(runId: string): AsyncIterable<string>;
  /** What `keepReport` kept, as long as no record of the run has changed since. */
  reports(runId: string): Promise<Result<KeptReports>>;
  /**
   * Keeps a report for the next visit; the oldest give way.
   * @param state of the records before the first of them was read: where another one holds by now, the
   *   report is of the past and is not kept
   */
  keepReport(runId: string, state: string, question: string, report: Report): Promise<Result<void>>;
  /** @returns `store`, `held` while a tab runs it */
  remove(runId: string): Promise<Result<void>>;
  close(): void;
}
