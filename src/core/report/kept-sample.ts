/** What a report keeps of a record: numbers and short words, never its texts. */
import type { Outcome, SampleRecord } from '../bench/record.ts';
import { rewardTermsOf } from '../bench/record-reward.ts';
import { blame, type Failure } from '../failure.ts';
import type { RewardTerms } from '../metric/reward-terms.ts';
import type { StopReason } from '../ports/language-model.ts';
import { addSpend, NOTHING_SPENT, spendOf, type Spend } from '../run/spend.ts';
import { standingOf, type Standing } from '../run/preferred-record.ts';
import type { SampleAnatomy } from './anatomy-statistics.ts';
import { undrawnReward } from './weighed.ts';

/**
 * `drawn`: a picture exists, mended or not. `invalid`: the candidate's fault, a result of the model.
 * `unscored`: ours or the provider's (cases.md P4): it is in no mean and is counted apart.
 */
export type Fate = 'drawn' | 'invalid' | 'unscored';

/** A score; or why a system left none; absent where it was not asked for. */
export type Cell = number | string | undefined;

export interface KeptSample {
  /** Of the record. */
  id: string;
  /** `null`: of no suite. */
  suiteSha256: string | null;
  itemId: string;
  seed: number | null;
  sampleIndex: number;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** Against other records of its slot. */
  standing: Standing;
  fate: Fate;
  /** Why it is not drawn, see `reasonOf`; `null` where it is. */
  reason: string | null;
  outcome: Outcome;
  /** Of the last attempt: tells "drew badly" from "ran out of tokens". `null`: no attempt. */
  stopReason: StopReason | null;
  /** Drawn only after mending. */
  mended: boolean;
  blank: boolean;
  captionCut: boolean;
  /** The answer held bytes that are not of its encoding. */
  charactersReplaced: boolean;
  /** Whether picture-to-picture scores make sense of it. */
  hasReference: boolean;
  /** `null`: a system's fault left none. */
  terms: RewardTerms | null;
  /** What the reward would be had the program not been drawn. */
  undrawnReward: number;
  /** By the fold's column index. */
  cells: Cell[];
  /** Over all attempts. */
  spend: Spend;
  attempts: number;
  /** All attempts' answering time. */
  latencyMs: number;
  /** `null` where there is no program, or anatomy was not asked for. */
  anatomy: SampleAnatomy | null;
}

/** `cells` and `anatomy` are the caller's to fill in. */
export function keptSample(record: SampleRecord): KeptSample {
  const { failure, attempts } = record;
  const terms = rewardTermsOf(record);
  const fate = failure === null ? 'drawn' : blame(failure) === 'candidate' ? 'invalid' : 'unscored';
  return {
    id: record.id,
    suiteSha256: record.item?.suiteSha256 ?? null,
    itemId: itemIdOf(record),
    seed: record.settings.seed,
    sampleIndex: record.sampleIndex,
    createdAt: record.createdAt,
    standing: standingOf(record),
    fate,
    reason: failure === null ? null : fate === 'invalid' ? record.outcome : reasonOf(failure),
    outcome: record.outcome,
    stopReason: attempts.at(-1)?.response.stopReason ?? null,
    mended: failure === null && record.strictFailure !== null,
    blank: record.blank === true,
    captionCut: record.encoders.some(({ captionCut }) => captionCut),
    charactersReplaced: attempts.at(-1)?.response.replacedCharacters === true,
    hasReference: record.reference !== null,
    terms,
    undrawnReward: undrawnReward(terms, record.rewardWeights),
    cells: [],
    spend: attempts.map(spendOf).reduce(addSpend, NOTHING_SPENT),
    attempts: attempts.length,
    latencyMs: attempts.reduce((sum, { response }) => sum + response.latencyMs, 0),
    anatomy: null,
  };
}

/** A short word for a failure, alike for all that failed alike: details may name a single call. */
export const reasonOf = ({ stage, kind }: Failure): string => `${stage}: ${kind}`;

/** Answers that no suite has are known by what they were given as. */
export const itemIdOf = ({ item, drawId }: SampleRecord): string => item?.itemId ?? drawId;
