/** What a journal holds of a plan's slots before anything more is done. */
import { success, type Result } from '../failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { RunJournal } from './run-journal.ts';
import { runIdOf, slotsOf, type RunPlan } from './run-plan.ts';
import type { SlotRow } from './slot-row.ts';
import { ofThisRun } from './slot-request.ts';

export interface Survey {
  /** Rows by slot; slots that the plan does not want are left out. */
  rows: Map<string, SlotRow>;
  /** Records of slots that the plan does not want: kept, and not counted. */
  elsewhere: number;
}

/** @returns `store`, `other-run` in words where a record was made under other conditions */
export async function surveyJournal(
  plan: RunPlan,
  { journal, clock }: { journal: RunJournal; clock: Clock },
): Promise<Result<Survey>> {
  const runId = runIdOf(plan.conditions);
  const wanted = await slotIdsOf(plan, clock);
  const survey: Survey = { rows: new Map(), elsewhere: 0 };
  for await (const row of journal.rows()) {
    if (row.runId !== runId) {
      const record = await journal.get(row.slotId);
      const same = record === null ? success(undefined) : ofThisRun(record, plan);
      if (!same.ok) return same;
    }
    if (wanted.has(row.slotId)) survey.rows.set(row.slotId, row);
    else survey.elsewhere++;
  }
  return success(survey);
}

async function slotIdsOf(plan: RunPlan, clock: Clock): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const { id } of slotsOf(plan)) {
    ids.add(id);
    // Thousands of names must not hold up a page.
    if (ids.size % 1_000 === 0) await clock.sleep(0);
  }
  return ids;
}
