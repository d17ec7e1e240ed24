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
  mends: readonly Mend[];
  /** Why the candidate is not valid as sent; `null`: it is. */
  strictFailure: Failure | null;
}

// Marking, drawing and scoring one edit each ask for the same; a large program takes a tenth of a
// second, and the page waits for it.
const REMEMBERED = 4;
const remembered = new Map<string, PreparedProgram>();

/** Pure: what was asked for last is not done again, so what is given is not to be changed. */
export function prepareProgram(candidate: string, policy: RepairPolicy): PreparedProgram {
  const key = `${policy} ${candidate}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const prepared = prepare(candidate, policy);
  remembered.set(key, prepared);
  if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!);
  return prepared;
}

function prepare(candidate: string, policy: RepairPolicy): PreparedProgram {
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
