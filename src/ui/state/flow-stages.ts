/** The stages that a sample goes through on screen, in order, and how each ended. */
import type { Failure, Stage } from '../../core/failure.ts';

export const FLOW: readonly Stage[] = ['ask', 'extract', 'check', 'draw', 'embed', 'score'];

/** Of a program that no model was asked for. */
export const OWN_FLOW: readonly Stage[] = ['check', 'draw', 'embed', 'score'];

/** `elapsedMs` null: not measured, as for a stage that a record keeps no time of. */
export interface StageEnd {
  failure: Failure | null;
  elapsedMs: number | null;
}

export type StageEnds = Partial<Record<Stage, StageEnd>>;
