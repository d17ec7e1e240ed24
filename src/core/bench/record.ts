/** A sample as it is kept: everything a rerun or a re-score needs, one JSON line, never a key. */
import type { Failure } from '../failure.ts';
import type { Backend } from '../ports/encoder.ts';
import type { Attempt, SamplingSettings } from '../ports/language-model.ts';
import type { CanvasOptions } from '../prompt/template.ts';
import type { ExtractionFlag, ExtractionRule, Mend } from '../program/candidate.ts';
import type { Warning } from '../program/checked-program.ts';
import type { ProgramLimits } from '../program/limits.ts';
import type { RepairPolicy } from '../program/prepare.ts';
import type { Span } from '../failure.ts';
import type { RewardWeights } from '../metric/reward.ts';
import type { Score } from '../metric/score.ts';

export const RECORD_FORMAT = 'sgp-sample';
export const RECORD_VERSION = 1;

/** cases.md, section 3: the closed list. */
export type Outcome =
  | 'ok'
  | 'no_svg'
  | 'truncated'
  | 'malformed_xml'
  | 'limit_exceeded'
  | 'render_timeout'
  | 'render_crash'
  | 'provider_error'
  | 'refused'
  | 'content_filter'
  | 'length'
  | 'cancelled'
  | 'interrupted';

export interface SampleRecord {
  format: typeof RECORD_FORMAT;
  version: typeof RECORD_VERSION;
  /** Unique; `drawId` + `/` + sampleIndex in the playground. */
  id: string;
  /** Samples of one request share it. */
  drawId: string;
  sampleIndex: number;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** What was asked for, before the template. */
  prompt: string;
  item: { suiteId: string; suiteSha256: string; itemId: string } | null;
  /**
   * Of a benchmark run, and only there: `runId` names the run's conditions, `slotId` the question
   * (both from content, see `core/run/run-plan.ts`). Of several records of a slot one counts: see
   * `core/run/preferred-record.ts`.
   */
  run?: { runId: string; slotId: string };
  template: {
    id: string;
    version: number;
    system: string | null;
    text: string;
    options: CanvasOptions;
  };
  model: { providerId: string; id: string; title: string };
  settings: SamplingSettings;
  /** Every attempt in order; the last one counts. Empty for a program typed or imported. */
  attempts: Attempt[];
  extraction: {
    rule: ExtractionRule;
    /** The candidate as sent; `null` where none was found. */
    source: string | null;
    span: Span | null;
    flags: ExtractionFlag[];
    alternatives: number;
  };
  /** How far the candidate might be mended. */
  repair: RepairPolicy;
  /** Repairs made before drawing; empty for a program that is valid as sent. */
  mends: Mend[];
  /** The program that was drawn where it differs from the candidate as sent; else `null`. */
  mendedSource: string | null;
  sizePx: { width: number; height: number } | null;
  warnings: Warning[];
  /** All transparent or all one colour. */
  blank: boolean | null;
  renderer: string | null;
  /** What the scores were measured with; `captionCut`: the prompt was longer than it reads. */
  encoders: { id: string; backend: Backend; captionCut: boolean }[];
  /** Ceilings that the program was held to. */
  limits: ProgramLimits;
  outcome: Outcome;
  failure: Failure | null;
  /** Failure of the unrepaired program under the strict rule; `null` where it was valid as sent. */
  strictFailure: Failure | null;
  scores: Score[];
  rewardWeights: RewardWeights | null;
  /** Reference for image-image scores, by content. */
  reference: { kind: 'svg' | 'picture'; sha256: string } | null;
  /** Milliseconds per stage, monotonic clock. */
  timings: Partial<Record<'ask' | 'extract' | 'check' | 'draw' | 'embed', number>>;
  /** Set by a person's edit: the program now, and when. */
  edited: { source: string; at: string } | null;
  best: boolean;
}
