/** How a suite's numbers are made where they are to stand beside published ones (protocol.md). */
import type { ExtractionRule } from '../program/candidate.ts';
import type { RepairPolicy } from '../program/prepare.ts';

/** What a response without a drawable program counts as, in means of image scores. */
export type InvalidPolicy = 'zero' | 'omit' | 'white' | 'black';

export interface ScoringRule {
  /** Stable name; rules of the same name are scored alike. */
  id: string;
  extraction: ExtractionRule;
  repair: RepairPolicy;
  invalid: InvalidPolicy;
  /** Answers an item is asked for. */
  samples: number;
  /** `null` leaves it to the model. */
  temperature: number | null;
  topP: number | null;
  /** Tokens an answer may have. */
  maxTokens: number | null;
  /** How often an item is asked again whose answer has no program. */
  askAgainWithoutProgram: number;
}

/** Object and scene suites of SGP-GenBench, as evaluated by SGP-RL. */
export const SGP_GENBENCH_RULE: ScoringRule = {
  id: 'sgp-genbench',
  extraction: 'sgp-gen',
  repair: 'mend',
  invalid: 'zero',
  samples: 8,
  temperature: 1,
  topP: 1,
  maxTokens: 3000,
  askAgainWithoutProgram: 0,
};

/** SGP-CompBench. Its published score is a judge's; the settings count without one, too. */
export const SGP_COMPBENCH_RULE: ScoringRule = {
  id: 'sgp-compbench',
  extraction: 'sgp-compbench',
  repair: 'namespace-only',
  invalid: 'zero',
  samples: 1,
  temperature: 0.7,
  topP: null,
  maxTokens: 20_000,
  askAgainWithoutProgram: 3,
};

/** For suites of no published protocol: what the playground does. */
export const PLAYGROUND_RULE: ScoringRule = {
  id: 'playground',
  extraction: 'balanced',
  repair: 'mend',
  invalid: 'zero',
  samples: 1,
  temperature: null,
  topP: null,
  maxTokens: null,
  askAgainWithoutProgram: 0,
};
