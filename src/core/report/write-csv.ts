/** Items and samples as CSV, full precision, for other programs. The record lines are the lossless form. */
import type { RewardWeights } from '../metric/reward.ts';
import { compareColumns, type Column } from './column.ts';
import { csvLine } from './csv-line.ts';
import { columnValues, itemMeans } from './column-values.ts';
import type { ReportOptions } from './make-report.ts';
import { PROTOCOL_POLICY } from './policy.ts';
import type { FoldView, Series } from './record-fold.ts';
import { rowTitles } from './row-titles.ts';
import { weighed } from './weighed.ts';

/** A line for every item and series: the mean of its samples by column, under the policy. */
export function* itemsCsv(records: FoldView, options: ReportOptions = {}): Generator<string> {
  const fold = weighed(records, options.weights ?? null);
  const columns = placedColumns(fold);
  const policy = { ...PROTOCOL_POLICY, ...options.policy };
  const head = ['item', 'prompt', 'model', 'samples', 'drawn', 'invalid', 'unscored'];
  yield csvLine([...head, ...columns.map(({ column }) => column.key)]);
  for (const { series, title } of titled(fold)) {
    const means = columns.map(({ column, index }) => {
      const values = columnValues(series, column, index, policy, options.lookups);
      return values === null ? null : itemMeans(values);
    });
    for (const [itemId, samples] of byItem(series)) {
      const fates = (['drawn', 'invalid', 'unscored'] as const).map(
        (fate) => samples.filter((sample) => sample.fate === fate).length,
      );
      const prompt = fold.promptOf(series.facts.suite?.sha256 ?? null, itemId);
      const values = means.map((mean) => mean?.get(itemId) ?? null);
      yield csvLine([itemId, prompt, title, samples.length, ...fates, ...values]);
    }
  }
}

/**
 * A line for every sample: its scores as measured, before any policy, and what it took. Only the reward
 * is folded again where the options have weights.
 */
export function* samplesCsv(
  records: FoldView,
  { weights = null }: { weights?: RewardWeights | null } = {},
): Generator<string> {
  const fold = weighed(records, weights);
  const columns = placedColumns(fold);
  yield csvLine([...SAMPLE_HEAD, ...columns.map(({ column }) => column.key)]);
  for (const { series, title } of titled(fold))
    for (const sample of series.samples) {
      const { spend, anatomy } = sample;
      const scores = columns.map(({ index }) => {
        const cell = sample.cells[index];
        return typeof cell === 'number' ? cell : null;
      });
      yield csvLine([
        sample.itemId,
        title,
        sample.seed,
        sample.sampleIndex,
        sample.outcome,
        sample.fate,
        sample.reason,
        sample.stopReason,
        sample.mended,
        sample.attempts,
        spend.promptTokens,
        spend.completionTokens,
        spend.reasoningTokens,
        spend.unpriced === 0 ? spend.usd : null,
        sample.latencyMs,
        anatomy?.elements ?? null,
        anatomy?.segments ?? null,
        anatomy?.depth ?? null,
        anatomy?.colours ?? null,
        ...scores,
      ]);
    }
}

const SAMPLE_HEAD = [
  'item',
  'model',
  'seed',
  'sample',
  'outcome',
  'fate',
  'reason',
  'finish_reason',
  'mended',
  'attempts',
  'prompt_tokens',
  'answer_tokens',
  'reasoning_tokens',
  'usd',
  'latency_ms',
  'elements',
  'path_segments',
  'depth',
  'colours',
];

const placedColumns = (fold: FoldView): { column: Column; index: number }[] =>
  fold
    .columns()
    .map((column, index) => ({ column, index }))
    .sort((a, b) => compareColumns(a.column, b.column));

function titled(fold: FoldView): { series: Series; title: string }[] {
  const series = fold.series();
  const titles = rowTitles(series.map(({ facts }) => facts));
  return series
    .map((one, at) => ({ series: one, title: titles[at]! }))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

function byItem({ samples }: Series): Map<string, Series['samples']> {
  const items = new Map<string, Series['samples']>();
  for (const sample of samples) {
    const list = items.get(sample.itemId);
    if (list === undefined) items.set(sample.itemId, [sample]);
    else list.push(sample);
  }
  return items;
}
