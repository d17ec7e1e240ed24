/** What became of a sample, as badges: word, icon and colour from one table (design.md, "Outcomes"). */
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import Hand from '@lucide/svelte/icons/hand';
import Scissors from '@lucide/svelte/icons/scissors';
import Unlink2 from '@lucide/svelte/icons/unlink-2';
import Wrench from '@lucide/svelte/icons/wrench';
import type { Outcome, SampleRecord } from '../../core/bench/record.ts';
import { blame } from '../../core/failure.ts';

export interface Badge {
  word: string;
  look: 'malformed' | 'truncated' | 'refused' | 'unscored' | 'mended';
  icon: typeof CircleDashed;
}

const badge = (word: string, look: Badge['look'], icon: Badge['icon']): Badge => ({
  word,
  look,
  icon,
});

const OF_OUTCOME: Record<Exclude<Outcome, 'ok'>, Badge> = {
  no_svg: badge('no program', 'malformed', Unlink2),
  truncated: badge('truncated', 'truncated', Scissors),
  malformed_xml: badge('malformed', 'malformed', Unlink2),
  limit_exceeded: badge('over a limit', 'malformed', Unlink2),
  render_timeout: badge('too slow to draw', 'malformed', Unlink2),
  render_crash: badge('crashed the renderer', 'malformed', Unlink2),
  provider_error: badge('unscored', 'unscored', CircleDashed),
  refused: badge('refused', 'refused', Hand),
  content_filter: badge('filtered', 'refused', Hand),
  length: badge('truncated', 'truncated', Scissors),
  cancelled: badge('stopped', 'unscored', CircleDashed),
  interrupted: badge('unscored', 'unscored', CircleDashed),
};

/** Of a sample of which only its outcome is at hand; `null` where it is ok. */
export const badgeOf = (outcome: Outcome): Badge | null =>
  outcome === 'ok' ? null : OF_OUTCOME[outcome];

export const MENDED: Badge = badge('mended', 'mended', Wrench);

/** Empty for a sample that is simply ok: it stays quiet. */
export function badgesOf(record: SampleRecord): Badge[] {
  const badges: Badge[] = [];
  if (record.outcome !== 'ok') badges.push(OF_OUTCOME[record.outcome]);
  const { strictFailure, mends } = record;
  if (record.outcome === 'ok' && strictFailure !== null) {
    const cut = strictFailure.stage === 'extract' && strictFailure.kind === 'unclosed';
    badges.push(cut ? OF_OUTCOME.truncated : OF_OUTCOME.malformed_xml);
  }
  if (mends.length > 0) badges.push(MENDED);
  return badges;
}

/** One plain sentence on what a sample without a score counts as. */
export function countsAs(record: SampleRecord): string {
  if (record.failure !== null) {
    if (blame(record.failure) === 'candidate') return 'floor score: no picture';
    const { failure } = record;
    return failure.stage === 'ask' && failure.kind === 'no-recording'
      ? 'nothing for this prompt'
      : 'left out; retry';
  }
  if (record.strictFailure !== null) return 'mended, 0 as sent';
  return '';
}
