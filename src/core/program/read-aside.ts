/** Reads small programs at once, and leaves large ones to a reader of their own where there is one. */
import type { Result } from '../failure.ts';
import type { ProgramReader } from '../ports/program-reader.ts';
import type { Candidate, ExtractionRule } from './candidate.ts';
import { extractProgram } from './extract.ts';
import { prepareProgram, type PreparedProgram, type RepairPolicy } from './prepare.ts';

/** UTF-16 units: nothing but faults, it takes some 20 ms on a laptop; drawings are mostly below it. */
const LARGEST_AT_ONCE = 16 * 1024;

export const isLarge = (text: string): boolean => text.length > LARGEST_AT_ONCE;

/** @param programs absent: all is read here, as on the command line */
export function prepareWith(
  programs: ProgramReader | undefined,
  candidate: string,
  policy: RepairPolicy,
  signal?: AbortSignal,
): PreparedProgram | Promise<PreparedProgram> {
  return programs !== undefined && isLarge(candidate)
    ? programs.prepare(candidate, policy, signal)
    : prepareProgram(candidate, policy);
}

/** As `prepareWith`. */
export function extractWith(
  programs: ProgramReader | undefined,
  response: string,
  rule: ExtractionRule,
): Result<Candidate> | Promise<Result<Candidate>> {
  return programs !== undefined && isLarge(response)
    ? programs.extract(response, rule)
    : extractProgram(response, rule);
}
