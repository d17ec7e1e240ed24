/** What the score panel shows: of the edit under the person's hands, else of the model's answer. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { Failure } from '../../core/failure.ts';
import { PAPER_WEIGHTS, type Reward, type RewardWeights } from '../../core/metric/reward.ts';
import { rewardOf } from '../../core/metric/reward-score.ts';
import type { Score } from '../../core/metric/score.ts';
import type { Mend } from '../../core/program/candidate.ts';
import type { Warning } from '../../core/program/checked-program.ts';
import { isFormatted } from '../../core/program/format-gate.ts';
import type { Editing } from '../state/editing.svelte.ts';

export interface ShownScores {
  scores: readonly Score[];
  strictFailure: Failure | null;
  mends: readonly Mend[];
  truncated: boolean;
  reward: Reward | null;
  warnings: readonly Warning[];
  blank: boolean;
}

export function shownScores(
  record: SampleRecord | null,
  editing: Editing | null,
  weights: RewardWeights,
): ShownScores | null {
  const evaluation = editing?.evaluation ?? null;
  if (editing !== null && evaluation !== null) {
    const { scores, failure } = evaluation;
    const { strictFailure, mends } = editing;
    const measured = {
      strictFailure,
      failure,
      source: editing.source,
      formatted: false,
      encoded: [],
    };
    const reward = rewardOf(measured, scores, weights);
    const { warnings, blank } = evaluation;
    return {
      scores,
      strictFailure,
      mends,
      truncated: false,
      reward,
      warnings,
      blank: blank === true,
    };
  }
  if (record === null) return null;
  const { scores, strictFailure, mends, failure, extraction, attempts } = record;
  const measured = {
    strictFailure,
    failure,
    source: record.mendedSource ?? extraction.source,
    formatted: isFormatted(attempts.at(-1)?.response.text ?? ''),
    encoded: [],
  };
  return {
    scores,
    strictFailure,
    mends,
    truncated: extraction.flags.includes('truncated'),
    reward: rewardOf(measured, scores, record.rewardWeights ?? PAPER_WEIGHTS),
    warnings: record.warnings,
    blank: record.blank === true,
  };
}
