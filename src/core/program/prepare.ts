/** A candidate made ready to draw: checked as sent, then mended where the policy allows it. */
import type { Failure, Result } from '../failure.ts';
import type { Mend, MendKind } from './candidate.ts';
import { checkProgram } from './check.ts';
import type { CheckedProgram } from './checked-program.ts';
import { repairProgram } from './repair.ts';

/**
 * `mend`: as the official pipeline, which parses in recovery mode.
 * `namespace-only`: strict XML, but a missing xmlns is added, as the judge's rasteriser needs none.
 * `none`: as sent.
 */
export type RepairPolicy = 'mend' | 'namespace-only' | 'none';

export interface PreparedProgram {
  program: Result<CheckedProgram>;
  /** What `program` was made of: the candidate, or its mended form. */
  source: string;
  mends: Mend[];
  /** Why the candidate is not valid as sent; `null`: it is. */
  strictFailure: Failure | null;
}

export function prepareProgram(candidate: string, policy: RepairPolicy): PreparedProgram {
  const strict = checkProgram(candidate);
  const asSent = {
    program: strict,
    source: candidate,
    mends: [],
    strictFailure: strict.ok ? null : strict.failure,
  };
  const mendable =
    !strict.ok && strict.failure.stage === 'check' && strict.failure.kind === 'malformed';
  if (policy === 'none' || !mendable) return asSent;
  const { source, mends } = repairProgram(candidate);
  if (mends.length === 0) return asSent;
  if (policy === 'namespace-only') {
    if (!mends.every(({ kind }) => kind === NAMESPACE)) return asSent;
    // Well-formed as sent: under this policy that is valid.
    return { program: checkProgram(source), source, mends, strictFailure: null };
  }
  return { program: checkProgram(source), source, mends, strictFailure: strict.failure };
}

const NAMESPACE: MendKind = 'xmlns';
