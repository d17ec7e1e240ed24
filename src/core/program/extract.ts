/** From a response to the program in it, by one of three named rules. */
import { failed, type Result } from '../failure.ts';
import type { Candidate, ExtractionRule } from './candidate.ts';
import { extractBalanced } from './extract-balanced.ts';
import { extractSgpCompbench } from './extract-sgp-compbench.ts';
import { extractSgpGen } from './extract-sgp-gen.ts';

export { isFormatted } from './format-gate.ts';

const RULES: Record<ExtractionRule, (response: string) => Result<Candidate>> = {
  balanced: extractBalanced,
  'sgp-gen': extractSgpGen,
  'sgp-compbench': extractSgpCompbench,
};

/**
 * @param response verbatim; `null` where the provider sent no text at all
 * @returns the candidate, or an `extract` failure: `no-program` (with the place of a draft that
 *   only the thinking holds), `unclosed` where sgp-compbench finds no end. Never throws; linear.
 */
export function extractProgram(response: string | null, rule: ExtractionRule): Result<Candidate> {
  if (response === null || response === '') {
    return failed({ stage: 'extract', kind: 'no-program', detail: 'The response is empty.' });
  }
  return RULES[rule](response);
}
