/**
 * A series is what one row of a table is about: one model, asked in one way, judged in one way. All
 * that is the same for its samples is kept once, and is what a report names to repeat it.
 */
import type { SampleRecord } from '../bench/record.ts';
import type { RewardWeights } from '../metric/reward.ts';
import type { SamplingSettings } from '../ports/language-model.ts';
import type { ExtractionRule } from '../program/candidate.ts';
import type { ProgramLimits } from '../program/limits.ts';
import type { RepairPolicy } from '../program/prepare.ts';
import { sharedSettings } from '../run/run-plan.ts';

export interface SeriesFacts {
  /** `null`: the records are of no suite. */
  suite: { id: string; sha256: string } | null;
  /** `null`: the records are of no run, as answers made elsewhere are. */
  runId: string | null;
  model: SampleRecord['model'];
  template: SampleRecord['template'];
  /** The seeds are listed apart: they make samples, not series. */
  settings: Omit<SamplingSettings, 'seed'>;
  rule: ExtractionRule;
  repair: RepairPolicy;
  weights: RewardWeights | null;
  limits: ProgramLimits;
}

export function factsOf(record: SampleRecord): SeriesFacts {
  const { item, run, model, template, settings, extraction } = record;
  return {
    suite: item === null ? null : { id: item.suiteId, sha256: item.suiteSha256 },
    runId: run?.runId ?? null,
    model,
    template,
    settings: sharedSettings(settings),
    rule: extraction.rule,
    repair: record.repair,
    weights: record.rewardWeights,
    limits: record.limits,
  };
}

/** The same facts have the same key, in whichever order their parts were written. */
export const seriesKey = (facts: SeriesFacts): string => canonical(facts);

export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`);
  return `{${parts.join(',')}}`;
}
