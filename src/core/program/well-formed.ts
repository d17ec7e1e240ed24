/** Strict well-formedness, and the first fault in words. */
import type { Failure } from '../failure.ts';
import { diagnose, type Diagnosis } from './diagnose.ts';
import { LineIndex } from './positions.ts';
import { places } from './repair.ts';
import { scanXml } from './xml-scan.ts';

/**
 * Well-formedness as an XML parser sees it, which asks for no SVG namespace: the validity test of
 * SGP-CompBench.
 */
export function isWellFormed(source: string): boolean {
  const { hasRoot, illegal, defects } = diagnose(source);
  return hasRoot && illegal.length === 0 && defects.every(({ kind }) => kind === 'xmlns');
}

/** @returns a `malformed` failure with its place; `null` for well-formed SVG */
export function firstFault(source: string, diagnosis: Diagnosis): Failure | null {
  if (!diagnosis.hasRoot) return missingRoot(source);
  const first = places(source, diagnosis)[0];
  if (!first) return null;
  const { line, column } = first.at;
  const detail = `Line ${line}, column ${column}: ${first.problem}`;
  return { stage: 'check', kind: 'malformed', at: first.at, detail };
}

function missingRoot(source: string): Failure {
  const swallowed = scanXml(source).at(-1);
  if (swallowed && 'complete' in swallowed && !swallowed.complete) {
    const { start, end } = swallowed;
    const opening = JSON.stringify(source.slice(start, start + 9));
    const detail = `There is no <svg> element: ${opening} begins something that never ends.`;
    return {
      stage: 'check',
      kind: 'malformed',
      detail,
      at: new LineIndex(source).span(start, end),
    };
  }
  const detail = source.trim() === '' ? 'The program is empty.' : 'There is no <svg> element.';
  return { stage: 'check', kind: 'malformed', detail };
}
