/** Which number the gallery shows, and where it stands among the others of the run. */
import type { MetricId } from '../../../../core/metric/score.ts';
import type { SlotEntry } from '../../../state/benchmark-results/run-index.ts';

export interface ScoreColumn {
  /** For a list of choices. */
  key: string;
  metric: MetricId;
  encoderId: string | null;
}

/** See `countedColumn`. */
export interface CountedColumn extends ScoreColumn {
  /** What a sample counts as; `null`: it is left out, by the policy or for want of a number. */
  scoreOf(entry: SlotEntry): number | null;
}

/** Only these say how good a picture is; the others are facts about the program. */
const SHOWN: readonly MetricId[] = ['text-image', 'image-image', 'reward'];

/** Columns in which at least one sample has a value: cosines first, the reward last. */
export function scoreColumns(index: readonly SlotEntry[]): ScoreColumn[] {
  const found = new Map<string, ScoreColumn>();
  for (const { scores } of index)
    for (const { metric, encoderId, value } of scores) {
      if (value === null || !SHOWN.includes(metric)) continue;
      // A reward without a picture names no encoder, and still belongs to the others.
      const by = metric === 'reward' ? null : encoderId;
      const key = `${metric} ${by ?? ''}`;
      if (!found.has(key)) found.set(key, { key, metric, encoderId: by });
    }
  return [...found.values()].sort(
    (a, b) =>
      SHOWN.indexOf(a.metric) - SHOWN.indexOf(b.metric) ||
      (a.encoderId ?? '').localeCompare(b.encoderId ?? ''),
  );
}

/** What a sample counts as in the column that is shown; `null` without one. */
export const scoreIn = (entry: SlotEntry, column: CountedColumn | null): number | null =>
  column === null ? null : column.scoreOf(entry);

/** Whether the picture is of a mended program: valid, but not as it was sent. */
export const isMended = ({ scores }: SlotEntry): boolean =>
  scores.some(({ metric, value }) => metric === 'validity-strict' && value === 0) &&
  scores.some(({ metric, value }) => metric === 'validity-recovered' && value === 1);

/** Ends of the axis that all cells share; `null` without a value. */
export function domainOf(
  index: readonly SlotEntry[],
  column: CountedColumn | null,
): readonly [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const entry of index) {
    const value = scoreIn(entry, column);
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > high ? null : [low, high];
}

/** 0..1 between the ends; the middle where they are one. */
export function shareOf(value: number, [low, high]: readonly [number, number]): number {
  return high === low ? 0.5 : Math.min(1, Math.max(0, (value - low) / (high - low)));
}

const LEVELS = 7;

/** Colour of a score among seven, which the number always stands beside. */
export const colourOf = (value: number, domain: readonly [number, number]): string =>
  `var(--s${Math.min(LEVELS, 1 + Math.floor(shareOf(value, domain) * LEVELS))})`;
