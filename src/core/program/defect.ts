/** One place where a program is not XML, with the edit that cures it. */
import type { MendKind } from './candidate.ts';
import type { Edit } from './edits.ts';

export interface Defect {
  kind: MendKind;
  /** Offsets in the text that was read. */
  start: number;
  end: number;
  edits: Edit[];
  /** What is wrong and what to write instead, for the person or model who wrote it. */
  problem: string;
  /** What the repair does, e.g. `& written as &amp;`. */
  mend: string;
}

export function replacing(
  kind: MendKind,
  start: number,
  end: number,
  text: string,
  problem: string,
  mend: string,
): Defect {
  return { kind, start, end, edits: [{ start, end, text }], problem, mend };
}
