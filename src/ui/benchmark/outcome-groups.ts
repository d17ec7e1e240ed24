/** Outcomes as a run's bar and table group them (design.md, "Outcomes"). */
import type { Outcome } from '../../core/bench/record.ts';
import type { ModelProgress } from '../../core/run/progress.ts';

export const GROUPS = ['ok', 'malformed', 'truncated', 'refused', 'unscored'] as const;
export type Group = (typeof GROUPS)[number];

const GROUP_OF: Record<Outcome, Group> = {
  ok: 'ok',
  no_svg: 'malformed',
  malformed_xml: 'malformed',
  limit_exceeded: 'malformed',
  render_timeout: 'malformed',
  render_crash: 'malformed',
  truncated: 'truncated',
  length: 'truncated',
  refused: 'refused',
  content_filter: 'refused',
  provider_error: 'unscored',
  cancelled: 'unscored',
  interrupted: 'unscored',
};

export const groupOf = (outcome: Outcome): Group => GROUP_OF[outcome];

/** Slots that have a record, by group; those answered and not yet scored are unscored too. */
export function groupCounts({ outcomes }: Pick<ModelProgress, 'outcomes'>): Record<Group, number> {
  const counts: Record<Group, number> = { ok: 0, malformed: 0, truncated: 0, refused: 0, unscored: 0 }; // prettier-ignore
  for (const [outcome, count] of Object.entries(outcomes))
    counts[groupOf(outcome as Outcome)] += count;
  return counts;
}
