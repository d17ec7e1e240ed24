/**
 * The port behind which large programs are read: a megabyte of markup takes a tenth of a second, one of
 * faults a whole one, and a page must not stand still for that. What it gives is what the functions
 * of core/program of the same names give; small programs are read where they are (`read-aside.ts`).
 */
import type { Result } from '../failure.ts';
import type { Anatomy } from '../program/anatomy.ts';
import type { Candidate, ExtractionRule } from '../program/candidate.ts';
import type { PreparedProgram, RepairPolicy } from '../program/prepare.ts';

export interface ProgramReader {
  /** See `extractProgram`. */
  extract(response: string, rule: ExtractionRule): Promise<Result<Candidate>>;
  /**
   * See `prepareProgram`.
   * @throws the signal's reason when aborted before its turn came; one under way is finished
   */
  prepare(candidate: string, policy: RepairPolicy, signal?: AbortSignal): Promise<PreparedProgram>;
  /** See `anatomyOf`; of a program with more than `MOST_LISTED` elements only what is counted. */
  anatomy(source: string): Promise<Anatomy>;
  /** The program of one element alone, ready to draw; `null` as `isolateElement`. */
  isolate(source: string, start: number): Promise<PreparedProgram | null>;
}

/** Of elements that an anatomy lists: one is an object with a span, which a page has to be given. */
export const MOST_LISTED = 20_000;
/** Of their nesting: messages between threads are copied by recursion. */
export const DEEPEST_LISTED = 512;
