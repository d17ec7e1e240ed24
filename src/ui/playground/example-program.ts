import { extractProgram } from '../../core/program/extract.ts';
import type { Example } from '../state/services.ts';

/** The program in a recorded answer, taken as any answer's is. */
export function exampleProgram({ response }: Example): string | null {
  const candidate = extractProgram(response, 'balanced');
  return candidate.ok ? candidate.value.source : null;
}
