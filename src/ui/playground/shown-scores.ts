/** What the score panel shows: of the edit under the person's hands, else of the model's answer. */
import type { SampleRecord } from '../../core/bench/record.ts';
import { rewardOfRecord } from '../../core/bench/record-reward.ts';
import type { Failure } from '../../core/failure.ts';
import type { Reward } from '../../core/metric/reward.ts';
import type { Score } from '../../core/metric/score.ts';
import type { Mend } from '../../core/program/candidate.ts';
import type { Warning } from '../../core/program/checked-program.ts';
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
  editing: Pick<Editing, 'evaluation' | 'strictFailure' | 'mends'> | null,
): ShownScores | null {
  const evaluation = editing?.evaluation ?? null;
  if (editing !== null && evaluation !== null) {
    const { scores, reward, warnings, blank } = evaluation;
    const { strictFailure, mends } = editing;
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
  const { scores, strictFailure, mends, extraction, warnings } = record;
  return {
    scores,
    strictFailure,
    mends,
    truncated: extraction.flags.includes('truncated'),
    reward: rewardOfRecord(record),
    warnings,
    blank: record.blank === true,
  };
}
