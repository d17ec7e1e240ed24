/** The doctor's verdicts as a table shows them: a word, a look, and the evidence in one line. */
import type { Diagnosis, Probe } from '../../../core/ports/model-shelf.ts';

/** `fault`: someone has to act; `wait`: time or money; `quiet`: nothing is wrong; `unclear`: cannot tell. */
export type VerdictLook = 'ok' | 'fault' | 'wait' | 'quiet' | 'unclear';

export interface VerdictWord {
  word: string;
  look: VerdictLook;
}

export const VERDICT_WORDS: Readonly<Record<Diagnosis['verdict'], VerdictWord>> = {
  works: { word: 'works', look: 'ok' },
  'wrong-key': { word: 'key refused', look: 'fault' },
  'no-key': { word: 'no key', look: 'quiet' },
  'unknown-model': { word: 'model unknown', look: 'fault' },
  'page-refused': { word: 'refuses this page', look: 'fault' },
  'server-down': { word: 'no answer', look: 'fault' },
  'local-network-denied': { word: 'browser forbids', look: 'fault' },
  billing: { word: 'out of credit', look: 'wait' },
  offline: { word: 'offline', look: 'wait' },
  'rate-limited': { word: 'asked too often', look: 'wait' },
  'not-here': { word: 'not here', look: 'quiet' },
  'cannot-tell': { word: 'cannot tell', look: 'unclear' },
};

/** @param isSetUp a key is held for it, or it is one's own: then its silence is a fault */
export function verdictWord({ verdict }: Diagnosis, isSetUp: boolean): VerdictWord {
  if (verdict === 'server-down' && !isSetUp) return { word: 'not running', look: 'quiet' };
  return VERDICT_WORDS[verdict];
}

/** The probe at which the verdict was reached; `null` where every one said yes. */
export function decidingProbe({ probes }: Diagnosis): Probe | null {
  return (
    probes.find(({ answer }) => answer === 'no') ??
    probes.find(({ answer }) => answer === 'unknown') ??
    null
  );
}

/** `341 models, answered in 0.31 s`, or what stopped the request: `401, “Unauthorized”`. */
export function evidenceLine(diagnosis: Diagnosis): string {
  switch (diagnosis.verdict) {
    case 'works':
    case 'not-here':
      return diagnosis.explanation.replace(/\.$/, '');
    case 'no-key':
      return 'nothing was sent';
    default:
      return decidingProbe(diagnosis)?.evidence ?? diagnosis.headline;
  }
}

/**
 * Whether checking everything should show this finding in full: a person can do something about it,
 * and it is about a provider that they use.
 * @param isSetUp a key is held for it, or it is one's own: four local servers are known from the
 *   start, and few people run one of them
 */
export function isWorthACard({ verdict }: Diagnosis, isSetUp: boolean): boolean {
  switch (verdict) {
    case 'works':
    case 'no-key':
    case 'not-here':
    case 'offline':
      return false;
    case 'server-down':
    case 'cannot-tell':
      return isSetUp;
    default:
      return true;
  }
}
