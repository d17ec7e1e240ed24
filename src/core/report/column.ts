/** One kind of number that samples have: a metric, measured with an encoder where it needs one. */
import type { MetricId } from '../metric/score.ts';

export interface Column {
  /** `validity-recovered`, or `text-image:clip-vit-base-patch32@3d74acf9a28c/fp32` */
  key: string;
  metric: MetricId;
  /** `null` for metrics without one, and for the reward, whose terms may be of several. */
  encoderId: string | null;
}

const METRIC_ORDER: readonly MetricId[] = [
  'text-image',
  'image-image',
  'reward',
  'validity-recovered',
  'validity-strict',
  'length',
];

/**
 * Whether this app computes it. A file from elsewhere may name others, or a later version of this app:
 * what they mean is not known here, so they are kept in the record and in no report (cases.md F11).
 */
export const isKnownMetric = (metric: string): metric is MetricId =>
  (METRIC_ORDER as readonly string[]).includes(metric);

/** A reward without a picture names no encoder, and still belongs to the mean. */
export function columnOf(metric: MetricId, encoderId: string | null): Column {
  if (encoderId === null || metric === 'reward') return { key: metric, metric, encoderId: null };
  return { key: `${metric}:${encoderId}`, metric, encoderId };
}

/** Every column that some sample has a value in, each once. */
export function columnsOf(
  samples: Iterable<{
    readonly scores: readonly { readonly metric: MetricId; readonly encoderId: string | null }[];
  }>,
): Column[] {
  const columns = new Map<string, Column>();
  for (const { scores } of samples)
    for (const { metric, encoderId } of scores) {
      const column = columnOf(metric, encoderId);
      columns.set(column.key, column);
    }
  return [...columns.values()];
}

/** Cosines first, then by encoder: the order in which columns are shown. */
export function compareColumns(a: Column, b: Column): number {
  const byMetric = METRIC_ORDER.indexOf(a.metric) - METRIC_ORDER.indexOf(b.metric);
  if (byMetric !== 0) return byMetric;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** Whether a larger value is a better one: a length is neither. */
export const isRankable = ({ metric }: Pick<Column, 'metric'>): boolean => metric !== 'length';

/** Whether the policy for invalid programs decides what they count as. */
export const isCosine = ({ metric }: Pick<Column, 'metric'>): boolean =>
  metric === 'text-image' || metric === 'image-image';

export const isValidity = ({ metric }: Pick<Column, 'metric'>): boolean =>
  metric === 'validity-recovered' || metric === 'validity-strict';

/** `clip-vit-base-patch32 fp32`: an encoder's id without its revision. */
export function encoderTitle(encoderId: string): string {
  const [, id, precision] = /^([^@]+)@.*\/([^/]+)$/.exec(encoderId) ?? [];
  return id === undefined ? encoderId : `${id} ${precision}`;
}

const METRIC_TITLES: Readonly<Record<MetricId, string>> = {
  'text-image': 'Text to picture',
  'image-image': 'Picture to picture',
  reward: 'Reward',
  'validity-recovered': 'Valid, mended',
  'validity-strict': 'Valid, as sent',
  length: 'Length, characters',
};

/** `Text to picture, clip-vit-base-patch32 fp32` */
export const columnTitle = ({ metric, encoderId }: Column): string =>
  encoderId === null
    ? METRIC_TITLES[metric]
    : `${METRIC_TITLES[metric]}, ${encoderTitle(encoderId)}`;
