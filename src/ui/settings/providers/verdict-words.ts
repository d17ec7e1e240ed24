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
  if (diagnosis.verdict === 'works') return diagnosis.explanation.replace(/\.$/, '');
  return decidingProbe(diagnosis)?.evidence ?? diagnosis.headline;
}

/** A verdict that a person can do something about, now and with what is at hand. */
export function isWorthACard({ verdict }: Diagnosis, hasKey: boolean): boolean {
  switch (verdict) {
    case 'works':
    case 'no-key':
    case 'not-here':
    case 'offline':
      return false;
    // Four local servers are known from the start, and few people run one of them.
    case 'server-down':
      return hasKey;
    default:
      return true;
  }
}
