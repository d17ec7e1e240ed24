/**
 * What a sample counts as in a mean. Benchmarks differ here, so their numbers may stand side by side
 * only under one policy (protocol.md, "Aggregation"). All switches act on kept samples: nothing is
 * drawn, embedded or read again.
 */
import type { InvalidPolicy } from '../suite/scoring-rule.ts';
import type { BlankLookup, CosineMetric } from './blank-scores.ts';
import type { Column } from './column.ts';
import type { Cell, KeptSample } from './kept-sample.ts';

/** `recovered`: a mended program that draws is valid. `strict`: only as sent. */
export type ValidityRule = 'recovered' | 'strict';

/**
 * What a picture-to-picture score of a DINO encoder is: SGP-GenBench's `class-token` cosine;
 * `class-token-rescaled`, (cosine + 1) / 2 of it; or `mean-token-rescaled`, the same of the mean of all
 * tokens, as StarVector and SArena have it.
 */
export type DinoDefinition = 'class-token' | 'class-token-rescaled' | 'mean-token-rescaled';

export interface ReportPolicy {
  /** Of text-to-picture and picture-to-picture scores; the other metrics have rules of their own. */
  invalid: InvalidPolicy;
  validity: ValidityRule;
  dino: DinoDefinition;
}

/** SGP-GenBench's. */
export const PROTOCOL_POLICY: ReportPolicy = {
  invalid: 'zero',
  validity: 'recovered',
  dino: 'class-token',
};

export const INVALID_POLICIES: readonly InvalidPolicy[] = ['zero', 'omit', 'white', 'black'];

/** Numbers that records do not hold; whoever has the encoders gives them. */
export interface Lookups {
  /** What an all-white or all-black picture scores for an item. Unknown, the sample stays unscored. */
  blankScore?: BlankLookup;
  /** Cosine of the mean tokens of a record's picture and its reference, -1..1; `null`: not known. */
  meanTokenCosine?(encoderId: string, recordId: string): number | null;
}

/** `omitted`: left out by the policy. `unscored`: a number that should be there is not. */
export type Counted =
  | { kind: 'value'; value: number }
  | { kind: 'omitted' }
  | { kind: 'unscored'; reason: string }
  | { kind: 'not-asked' }; // no reference to compare with

/** All that a policy asks of a sample. */
export type CountedSample = Pick<
  KeptSample,
  'id' | 'suiteSha256' | 'itemId' | 'fate' | 'reason' | 'mended' | 'hasReference' | 'undrawnReward'
>;

/** @param cell of this sample and column */
export function countedAs(
  sample: CountedSample,
  column: Column,
  cell: Cell,
  policy: ReportPolicy,
  lookups: Lookups = {},
): Counted {
  if (sample.fate === 'unscored') return unscored(sample.reason!);
  const { metric } = column;
  // A picture that could not be found leaves no reference, but a reason.
  if (metric === 'image-image' && !sample.hasReference && typeof cell !== 'string')
    return NOT_ASKED;
  const valid = sample.fate === 'drawn' && !(policy.validity === 'strict' && sample.mended);
  switch (metric) {
    case 'text-image':
    case 'image-image':
      return valid
        ? cosineOf(sample, column, cell, policy, lookups)
        : invalidAs(sample, column, policy, lookups);
    case 'length':
      return valid ? asIs(cell) : OMITTED;
    case 'reward':
      return valid || typeof cell !== 'number' ? asIs(cell) : value(sample.undrawnReward);
    default:
      return asIs(cell);
  }
}

function cosineOf(
  sample: CountedSample,
  column: Column,
  cell: Cell,
  { dino }: ReportPolicy,
  { meanTokenCosine }: Lookups,
): Counted {
  if (!isDino(column) || dino === 'class-token') return asIs(cell);
  if (dino === 'class-token-rescaled')
    return typeof cell === 'number' ? value((cell + 1) / 2) : asIs(cell);
  const cosine = meanTokenCosine?.(column.encoderId!, sample.id) ?? null;
  return cosine === null ? unscored(NO_MEAN_TOKEN) : value((cosine + 1) / 2);
}

function invalidAs(
  sample: CountedSample,
  column: Column,
  policy: ReportPolicy,
  { blankScore }: Lookups,
): Counted {
  if (policy.invalid === 'zero') return value(0);
  if (policy.invalid === 'omit') return OMITTED;
  const metric = column.metric as CosineMetric;
  const isMeanToken = isDino(column) && policy.dino === 'mean-token-rescaled';
  const of = isMeanToken ? 'mean-token' : metric;
  const score = blankScore?.(column.encoderId!, of, sample, policy.invalid) ?? null;
  if (score === null) return unscored(`no score of a ${policy.invalid} picture`);
  return value(isDino(column) && policy.dino !== 'class-token' ? (score + 1) / 2 : score);
}

/** Whether the switch between DINO definitions acts on a column. */
export const isDino = ({ metric, encoderId }: Column): boolean =>
  metric === 'image-image' && /^(folder-)?dino/i.test(encoderId ?? '');

export const NO_MEAN_TOKEN = 'mean-token cosine not measured';
export const NOT_MEASURED = 'not measured with this encoder';

const OMITTED: Counted = { kind: 'omitted' };
const NOT_ASKED: Counted = { kind: 'not-asked' };
const value = (number: number): Counted => ({ kind: 'value', value: number });
const unscored = (reason: string): Counted => ({ kind: 'unscored', reason });

const asIs = (cell: Cell): Counted =>
  typeof cell === 'number' ? value(cell) : unscored(cell ?? NOT_MEASURED);
