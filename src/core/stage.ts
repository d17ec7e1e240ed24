/** Progress through the flow, for whoever shows it. */
import type { Failure, Stage } from './failure.ts';
import type { Mend } from './program/candidate.ts';

export interface StageListener {
  /** @param failure what stopped the stage; `null`: it went well */
  ended(stage: Stage, failure: Failure | null, elapsedMs: number): void;
  mended(mends: readonly Mend[]): void;
}

export const SILENT: StageListener = { ended() {}, mended() {} };
