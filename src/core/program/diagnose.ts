/**
 * Everything that keeps a program from being XML, each with its cure. Strict checking, the
 * editor's squiggles and repair all read this one list, so they can never disagree.
 */
import type { Defect } from './defect.ts';
import type { DocumentType } from './document-type.ts';
import { inspectRoot } from './element-defects.ts';
import { inspectEpilog, inspectProlog } from './outside-defects.ts';
import { isQualified } from './namespaces.ts';
import { isIllegalAt, localName } from './xml-characters.ts';
import { scanXml } from './xml-scan.ts';
import type { Range, XmlToken } from './xml-tokens.ts';

export interface Diagnosis {
  /** The source without characters that XML does not have. */
  text: string;
  /** Runs of such characters, as offsets in the source. */
  illegal: Range[];
  /** Offsets in `text`; in the order in which their edits apply where two share a place. */
  defects: Defect[];
  documentType: DocumentType | null;
  /** False: no svg element begins here, and no repair will make one. */
  hasRoot: boolean;
}

export function diagnose(source: string): Diagnosis {
  const illegal = illegalRuns(source);
  const text = illegal.length === 0 ? source : withoutRuns(source, illegal);
  const tokens = scanXml(text);
  const rootIndex = tokens.findIndex((token) => isRoot(token, text));
  if (rootIndex === -1) {
    return { text, illegal, defects: [], documentType: null, hasRoot: false };
  }
  const prolog = inspectProlog(text, tokens.slice(0, rootIndex));
  const clean = prolog.documentType?.fault === null ? prolog.documentType : null;
  const root = inspectRoot(text, tokens, rootIndex, clean?.entities ?? new Map());
  const defects = [
    ...prolog.defects,
    ...root.defects,
    ...inspectEpilog(text, tokens.slice(root.next)),
  ];
  return { text, illegal, defects, documentType: prolog.documentType, hasRoot: true };
}

/** A start tag cut off at the very end is not a root yet. */
function isRoot(token: XmlToken, text: string): boolean {
  if (token.kind !== 'start-tag' || localName(token.name).toLowerCase() !== 'svg') return false;
  return isQualified(token.name) && (token.complete || token.end < text.length);
}

function illegalRuns(source: string): Range[] {
  const runs: Range[] = [];
  for (let at = 0; at < source.length; at++) {
    if (!isIllegalAt(source, at)) continue;
    const last = runs.at(-1);
    if (last?.end === at) last.end++;
    else runs.push({ start: at, end: at + 1 });
  }
  return runs;
}

function withoutRuns(source: string, runs: readonly Range[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of runs) {
    parts.push(source.slice(at, start));
    at = end;
  }
  parts.push(source.slice(at));
  return parts.join('');
}

/** Offsets in a text without some runs, back to offsets in the source. */
export function toSource(illegal: readonly Range[]): (offset: number) => number {
  const shifts: { from: number; by: number }[] = [];
  let removed = 0;
  for (const { start, end } of illegal) {
    const from = start - removed;
    removed += end - start;
    shifts.push({ from, by: removed });
  }
  return (offset) => {
    let low = 0;
    let high = shifts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shifts[middle]!.from <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (low === 0 ? 0 : shifts[low - 1]!.by);
  };
}
