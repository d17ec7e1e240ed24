/** Makes a program well-formed where that is possible, and says what it did. */
import type { Span } from '../failure.ts';
import type { Mend } from './candidate.ts';
import { diagnose, toSource, type Diagnosis } from './diagnose.ts';
import { applyEdits } from './edits.ts';
import { LIMITS } from './limits.ts';
import { LineIndex } from './positions.ts';

/** Places told one by one; a megabyte of ampersands is no reason for a record of 100 MB. */
export const MOST_LISTED = 200;

export interface Repair {
  source: string;
  /** In order of their place in the source as given. */
  mends: Mend[];
}

/**
 * Parity in spirit with a parser in recovery mode: the first of two attributes stays, stray end
 * tags go, open elements are closed. Idempotent. A well-formed program comes back unchanged; a
 * text without an `<svg` tag comes back unchanged too, and the check says what it lacks.
 */
export function repairProgram(source: string): Repair {
  // Larger than any that is drawn: the check refuses it, so mending would be for nothing.
  if (source.length > LIMITS.programBytes) return { source, mends: [] };
  const diagnosis = diagnose(source);
  if (!diagnosis.hasRoot) return { source, mends: [] };
  const all = places(source, diagnosis);
  if (all.length === 0) return { source, mends: [] };
  const mends = all.slice(0, MOST_LISTED).map(({ kind, at, mend }) => ({ kind, at, detail: mend }));
  const unlisted = all.length - mends.length;
  if (unlisted > 0) mends.at(-1)!.detail += `; and ${unlisted} more mends`;
  const edits = diagnosis.defects.flatMap((defect) => defect.edits);
  return { source: applyEdits(diagnosis.text, edits), mends };
}

export interface Place extends Pick<Mend, 'kind'> {
  at: Span;
  problem: string;
  mend: string;
}

/** Defects with lines and columns of the source, characters that XML does not have among them. */
export function places(source: string, diagnosis: Diagnosis): Place[] {
  const { illegal, defects } = diagnosis;
  if (illegal.length === 0 && defects.length === 0) return [];
  const lines = new LineIndex(source);
  const original = toSource(illegal);
  const all: Place[] = defects.map(({ kind, start, end, problem, mend }) => ({
    kind,
    at: lines.span(original(start), original(end)),
    problem,
    mend,
  }));
  for (const { start, end } of illegal) {
    const code = source.charCodeAt(start).toString(16).toUpperCase().padStart(4, '0');
    all.push({
      kind: 'control-character',
      at: lines.span(start, end),
      problem: `the character U+${code} is not allowed in XML. Delete it.`,
      mend: `U+${code} left out`,
    });
  }
  return all.sort((a, b) => a.at.start - b.at.start);
}
