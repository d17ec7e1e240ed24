/**
 * The port behind which reports are made: the intervals of 3,200 items x 4 models take seconds, which a
 * page must not wait for. A reporter is given records piece by piece and keeps what reports need.
 */
import type { SampleRecord } from '../bench/record.ts';
import type { BlankScores } from '../report/blank-scores.ts';
import type { ReportOptions } from '../report/make-report.ts';
import type { PictureMeasures } from '../report/picture-measures.ts';
import type { Report } from '../report/report.ts';

/** `ReportOptions` as plain data, see `optionsOf`. */
export interface ReportQuestion extends Omit<
  ReportOptions,
  'lookups' | 'diversity' | 'protocolName'
> {
  /** `protocolNameAt` by `encoderKey`; encoders of no protocol are left out. */
  protocolNames: Readonly<Record<string, string>>;
  /** What blank pictures score, as far as it was measured. */
  blankScores?: readonly BlankScores[];
  /** Diversity and mean tokens, as far as they were measured. */
  pictureMeasures?: PictureMeasures;
}

export type ReportTable = 'items' | 'samples';

export interface Reporter {
  /**
   * Names the code that counts: the same records and question give the same report as long as it is
   * the same. `null`: it has no name, and no report of it may be taken for another's.
   */
  readonly code: string | null;
  /**
   * Records in any order; of several of a slot one counts, see `compareStanding`.
   * @throws Error in words where what was added before is lost: `added` is 0 again, add all of them
   */
  add(records: readonly SampleRecord[]): Promise<void>;
  /**
   * All records of a run that this browser keeps on disk, read from there without passing through the
   * caller. What was added before is forgotten.
   * @param told how many were read so far
   * @returns the places of records that could not be read
   * @throws Error in words where the store fails, or as `add`
   */
  addRun(runId: string, told: (done: number) => void): Promise<string[]>;
  /** Records added so far; 0 after a loss. */
  readonly added: number;
  /**
   * A report on the records added before this call.
   * @param signal takes a question back that waits; one that is being answered is answered to the end
   * @throws Error as `add`; the signal's reason when aborted
   */
  report(question: ReportQuestion, signal?: AbortSignal): Promise<Report>;
  /** A table of all items or samples as lines of CSV; throws as `report`. */
  table(table: ReportTable, question: ReportQuestion, signal?: AbortSignal): Promise<string[]>;
  /** What is added next is all there is. */
  forget(): void;
  /** Lets the records go; what waits is rejected with an AbortError. */
  release(): void;
}
