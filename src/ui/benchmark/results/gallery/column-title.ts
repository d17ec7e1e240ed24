/** A column of scores in words: `Text to picture, SGP small`. */
import { METRIC_TITLES } from '../../../parts/scores/score-text.ts';
import type { Benchmark } from '../../../state/benchmark/benchmark.svelte.ts';
import { keyOfEntry } from '../../../state/benchmark/run-tools.ts';
import type { ScoreColumn } from './score-column.ts';

/** An encoder that is not here goes by its key. */
export function columnTitle(
  { metric, encoderId }: Pick<ScoreColumn, 'metric' | 'encoderId'>,
  { parts }: Benchmark,
): string {
  if (encoderId === null) return METRIC_TITLES[metric];
  const entry = parts.encoding.entries.find((candidate) => keyOfEntry(candidate) === encoderId);
  return `${METRIC_TITLES[metric]}, ${entry?.card.title ?? encoderId}`;
}
