/** What a program reader's worker can be asked; see `ProgramReader`. */
import type { Result } from '../../core/failure.ts';
import type { Anatomy } from '../../core/program/anatomy.ts';
import type { Candidate, ExtractionRule } from '../../core/program/candidate.ts';
import type { PreparedProgram, RepairPolicy } from '../../core/program/prepare.ts';

export interface ProgramCalls {
  /** A response without a program is an answer, and no failure of the call. */
  extract(job: { response: string; rule: ExtractionRule }): Result<Candidate>;
  prepare(job: { candidate: string; policy: RepairPolicy }): PreparedProgram;
  anatomy(job: { source: string }): Anatomy;
  isolate(job: { source: string; start: number }): PreparedProgram | null;
}
