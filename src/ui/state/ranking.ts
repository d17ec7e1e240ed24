/** Which sample counts as best, and what n samples say together. */
import type { SampleRecord } from '../../core/bench/record.ts';
import { diversityOf } from '../../core/embedding/diversity.ts';
import type { MetricId, Score } from '../../core/metric/score.ts';
import type { SampleSlot } from './sample-slot.svelte.ts';

/** What samples are sorted by; `order` is the order of asking. */
export interface SortKey {
  metric: MetricId | 'order';
  encoderId: string | null;
}

export const scoreOf = (record: SampleRecord | null, key: SortKey): Score | null =>
  record?.scores.find(
    ({ metric, encoderId }) => metric === key.metric && encoderId === key.encoderId,
  ) ?? null;

export function valueOf(record: SampleRecord | null, key: SortKey): number | null {
  const score = scoreOf(record, key);
  return score?.status === 'scored' ? score.value : null;
}

/** Metrics that rank pictures, as they occur in these records: text-image first, then the rest. */
export function sortKeysOf(slots: readonly SampleSlot[]): SortKey[] {
  const keys = new Map<string, SortKey>();
  for (const wanted of ['text-image', 'image-image', 'reward', 'length'] as const) {
    for (const { record } of slots) {
      for (const { metric, encoderId } of record?.scores ?? []) {
        if (metric === wanted) keys.set(`${metric} ${encoderId}`, { metric, encoderId });
      }
    }
  }
  return [...keys.values()];
}

/** Best first; those without a number last, in order of asking. */
export function ranked(slots: readonly SampleSlot[], key: SortKey): SampleSlot[] {
  const value = (slot: SampleSlot) => valueOf(slot.record, key);
  return [...slots].sort((a, b) => {
    if (key.metric === 'order') return a.index - b.index;
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null)
      return Number(x === null) - Number(y === null) || a.index - b.index;
    // Shorter is listed first: it is the only metric here that falls.
    return (key.metric === 'length' ? x - y : y - x) || a.index - b.index;
  });
}

/** The one the person kept, else the highest text-image score; `null` with nothing to choose from. */
export function bestOf(slots: readonly SampleSlot[], key: SortKey | null): SampleSlot | null {
  const kept = slots.find(({ record }) => record?.best === true);
  if (kept !== undefined) return kept;
  if (key === null || slots.length < 2) return null;
  const first = ranked(slots, key)[0];
  return first !== undefined && valueOf(first.record, key) !== null ? first : null;
}

export interface Together {
  /** Mean over the samples that have a number. */
  mean: number | null;
  scored: number;
  /** Ended, but without a number: left out of the mean. */
  leftOut: number;
  diversity: number | null;
  diversityOver: number;
}

export function together(slots: readonly SampleSlot[], key: SortKey | null): Together {
  const ended = slots.filter(({ record }) => record !== null);
  const values = key === null ? [] : ended.flatMap(({ record }) => valueOf(record, key) ?? []);
  const vectors = pictureVectors(ended);
  return {
    mean:
      values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
    scored: values.length,
    leftOut: ended.length - values.length,
    diversity: diversityOf(vectors),
    diversityOver: vectors.length,
  };
}

/** One encoder's picture embeddings: the first that has any, because only its own may be compared. */
function pictureVectors(slots: readonly SampleSlot[]): Float32Array[] {
  const all = slots.flatMap(({ evaluation }) => evaluation?.encoded ?? []);
  const embeddings = all.flatMap(({ image }) =>
    image.ok && image.value.imageImage !== undefined ? [image.value.imageImage] : [],
  );
  const encoderId = embeddings[0]?.encoderId;
  return embeddings.filter((one) => one.encoderId === encoderId).map(({ vector }) => vector);
}
