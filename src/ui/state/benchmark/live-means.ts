/** What the scores of a run look like so far: means with intervals, and the closest race on the same items. */
import type { MetricId } from '../../../core/metric/score.ts';
import { BOOTSTRAP } from '../../../core/report/bootstrap.ts';
import { comparePaired, type PairedComparison } from '../../../core/report/paired.ts';
import type { LiveScore, RunSnapshot } from '../../../core/run/progress.ts';
import type { PlannedModel } from '../../../core/run/run-plan.ts';
import type { RowScore, SlotRow } from '../../../core/run/slot-row.ts';

export interface MetricKey {
  metric: MetricId;
  encoderId: string | null;
}

export interface LiveMean {
  /** Place among the run's models. */
  index: number;
  model: PlannedModel;
  mean: number;
  /** Half the width of a 95% interval; `null` below two items. */
  halfWidth: number | null;
  items: number;
}

export interface LiveRace {
  ahead: PlannedModel;
  behind: PlannedModel;
  comparison: PairedComparison;
}

/** Two-sided 95% of the normal: items are many before anyone looks at digits. */
const Z = 1.96;

/** Metrics that have a mean by now, those with an encoder first. */
export function liveMetrics({ models }: RunSnapshot): MetricKey[] {
  const keys = new Map<string, MetricKey>();
  for (const { scores } of models)
    for (const { metric, encoderId } of scores)
      keys.set(`${metric} ${encoderId ?? ''}`, { metric, encoderId });
  return [...keys.values()].sort((a, b) => ORDER.indexOf(a.metric) - ORDER.indexOf(b.metric));
}

const ORDER: readonly MetricId[] = [
  'text-image',
  'image-image',
  'reward',
  'validity-strict',
  'validity-recovered',
  'length',
];

/** Highest first. */
export function liveMeans({ models }: RunSnapshot, key: MetricKey): LiveMean[] {
  const means = models.flatMap(({ model, scores }, index): LiveMean[] => {
    const score = scores.find((candidate) => isOf(candidate, key));
    return score === undefined ? [] : [{ index, model, ...numbersOf(score) }];
  });
  return means.sort((a, b) => b.mean - a.mean);
}

const numbersOf = ({ mean, standardError, items }: LiveScore) => ({
  mean,
  halfWidth: standardError === null ? null : Z * standardError,
  items,
});

/**
 * The two neighbours in the ranking whose lead is least certain, compared on the items that both
 * have: early means of models at different speeds are of different items.
 * @param means highest first
 */
export function closestRace(
  rows: Iterable<SlotRow>,
  means: readonly LiveMean[],
  key: MetricKey,
): LiveRace | null {
  if (means.length < 2) return null;
  const byModel = itemMeans(rows, key);
  const of = ({ providerId, id }: PlannedModel) => byModel.get(`${providerId} ${id}`) ?? new Map();
  const races = means.slice(1).map(({ model: behind }, at): LiveRace => {
    const ahead = means[at]!.model;
    const { comparison } = comparePaired(of(ahead), of(behind), { ...BOOTSTRAP, resamples: 500 });
    return { ahead, behind, comparison };
  });
  const sure = ({ comparison: { pValue } }: LiveRace) => 1 - (pValue ?? 1);
  return races.reduce((least, race) => (sure(race) < sure(least) ? race : least));
}

/** Mean of each item's samples, by model: an invalid program counts as 0. */
function itemMeans(rows: Iterable<SlotRow>, key: MetricKey): Map<string, Map<string, number>> {
  const sums = new Map<string, Map<string, { sum: number; count: number }>>();
  for (const row of rows) {
    const value = row.state === 'done' ? valueIn(row, key) : null;
    if (value === null) continue;
    const name = `${row.providerId} ${row.modelId}`;
    const items = sums.get(name) ?? new Map<string, { sum: number; count: number }>();
    sums.set(name, items);
    const item = items.get(row.itemId) ?? { sum: 0, count: 0 };
    items.set(row.itemId, { sum: item.sum + value, count: item.count + 1 });
  }
  return new Map(
    [...sums].map(([name, items]) => [
      name,
      new Map([...items].map(([id, { sum, count }]) => [id, sum / count])),
    ]),
  );
}

function valueIn({ scores }: SlotRow, key: MetricKey): number | null {
  const score = scores.find((candidate) => isOf(candidate, key));
  if (score === undefined) return null;
  return score.value ?? (score.invalid ? 0 : null);
}

const isOf = (score: LiveScore | RowScore, { metric, encoderId }: MetricKey): boolean =>
  score.metric === metric && score.encoderId === encoderId;
