/** How the samples' scores are spread, on one axis for all rows. */
import { histogram } from '../embedding/null-distribution.ts';
import type { ColumnValues } from './column-values.ts';
import type { Distribution } from './report.ts';

const MOST_BINS = 40;
const STEPS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** @returns `null` without a sample */
export function distributionOf(rows: readonly (ColumnValues | null)[]): Distribution | null {
  const measured = rows.map((row) => Float64Array.from(row?.counted ?? [], ({ value }) => value));
  let low = Infinity;
  let high = -Infinity;
  for (const values of measured)
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  if (low > high) return null;
  const column = rows.find((row) => row !== null)!.column.key;
  const { from, step, bins } = axisFor(low, high);
  // From the first edge each time: sums of steps would drift.
  const edges = Array.from({ length: bins + 1 }, (_, at) => roundTo(from + at * step));
  const counts = measured.map((values) =>
    histogram(values, { low: edges[0]!, high: edges.at(-1)!, bins }).map(({ count }) => count),
  );
  return { column, edges, counts };
}

/** Edges at round numbers, so that bins of two reports meet. */
function axisFor(low: number, high: number): { from: number; step: number; bins: number } {
  let step = STEPS.find((candidate) => (high - low) / candidate < MOST_BINS - 1) ?? 1;
  while ((high - low) / step >= MOST_BINS - 1) step *= 10;
  const first = Math.floor(low / step);
  const bins = Math.max(1, Math.floor(high / step) - first + 1);
  return { from: first * step, step, bins };
}

/** Adding 0 makes -0 a plain one. */
const roundTo = (value: number): number => Number(value.toFixed(6)) + 0;
