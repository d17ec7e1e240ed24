/** One metric's number for one sample, or why there is none. Never NaN, which JSON loses. */
import type { Failure } from '../failure.ts';

export type MetricId =
  'validity-strict' | 'validity-recovered' | 'text-image' | 'image-image' | 'length' | 'reward';

export type Score = {
  metric: MetricId;
  /** `encoderKey` of the encoder it was measured with; `null` for metrics that use none. */
  encoderId: string | null;
} & ({ status: 'scored'; value: number } | { status: 'unscored'; failure: Failure });
