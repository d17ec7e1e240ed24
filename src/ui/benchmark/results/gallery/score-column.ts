/** Which number the gallery shows, and where it stands among the others of the run. */
import type { MetricId } from '../../../../core/metric/score.ts';
import type { SlotEntry } from '../../../state/benchmark-results/run-index.ts';

export interface ScoreColumn {
  /** For a list of choices. */
  key: string;
  metric: MetricId;
  encoderId: string | null;
}

/** Only these say how good a picture is; the others are facts about the program. */
const SHOWN: readonly MetricId[] = ['text-image', 'image-image', 'reward'];

/** Columns in which at least one sample has a value: cosines first, the reward last. */
export function scoreColumns(index: readonly SlotEntry[]): ScoreColumn[] {
  const found = new Map<string, ScoreColumn>();
  for (const { scores } of index)
    for (const { metric, encoderId, value } of scores) {
      if (value === null || !SHOWN.includes(metric)) continue;
      const key = `${metric} ${encoderId ?? ''}`;
      if (!found.has(key)) found.set(key, { key, metric, encoderId });
    }
  return [...found.values()].sort(
    (a, b) =>
      SHOWN.indexOf(a.metric) - SHOWN.indexOf(b.metric) ||
      (a.encoderId ?? '').localeCompare(b.encoderId ?? ''),
  );
}

/**
 * What a sample has in a column. A model's fault counts 0, as the official benchmarks count it; a
 * system's fault is `null`: left out.
 */
export function scoreIn(entry: SlotEntry, column: ScoreColumn | null): number | null {
  if (column === null) return null;
  const score = entry.scores.find(
    ({ metric, encoderId }) => metric === column.metric && encoderId === column.encoderId,
  );
  if (score === undefined) return null;
  return score.value ?? (score.invalid ? 0 : null);
}

/** Whether the picture is of a mended program: valid, but not as it was sent. */
export const isMended = ({ scores }: SlotEntry): boolean =>
  scores.some(({ metric, value }) => metric === 'validity-strict' && value === 0) &&
  scores.some(({ metric, value }) => metric === 'validity-recovered' && value === 1);

/** Ends of the axis that all cells share; `null` without a value. */
export function domainOf(
  index: readonly SlotEntry[],
  column: ScoreColumn | null,
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
