/** Words and axes of the samples tray. */
import type { EncoderEntry } from '../../core/ports/encoder.ts';
import { encoderNames } from '../parts/scores/encoder-names.ts';
import { formatScore } from '../parts/scores/format.ts';
import { valueOf, type SortKey, type Together } from '../state/ranking.ts';
import type { SampleSlot } from '../state/sample-slot.svelte.ts';

const METRIC_TITLES: Record<SortKey['metric'], string> = {
  order: 'Order of asking',
  'text-image': 'Text to picture',
  'image-image': 'Picture to picture',
  reward: 'Reward',
  length: 'Length',
  'validity-strict': 'Valid as sent',
  'validity-recovered': 'Valid after mending',
};

/** Raw cosines of different encoders share no axis: a score is never named without its encoder. */
export function sortTitle(
  { metric, encoderId }: SortKey,
  entries: readonly EncoderEntry[],
): string {
  const title = METRIC_TITLES[metric];
  return encoderId === null ? title : `${title}, ${encoderNames(encoderId, entries)}`;
}

/** `mean 0.283, diversity 0.210 over 4`, with what is left out; while asking, how far it is. */
export function togetherText(slots: readonly SampleSlot[], together: Together): string {
  const ended = slots.filter(({ phase }) => phase !== 'queued' && phase !== 'running').length;
  if (ended < slots.length) return `${ended} of ${slots.length} done`;
  if (slots.length < 2) return '';
  const parts: string[] = [];
  if (together.mean !== null)
    parts.push(`mean ${formatScore(together.mean)} over ${together.scored}`);
  if (together.diversity !== null) {
    const over =
      together.diversityOver === together.scored ? '' : ` over ${together.diversityOver}`;
    parts.push(`diversity ${formatScore(together.diversity)}${over}`);
  }
  if (together.leftOut > 0) parts.push(`${together.leftOut} left out`);
  return parts.join(', ');
}

/**
 * One axis for all samples of a draw: wide enough for their values and for what chance gives, at
 * least a tenth of a cosine, so that noise does not look like a difference.
 */
export function axisOf(
  slots: readonly SampleSlot[],
  key: SortKey | null,
  chance: ReadonlyMap<string, readonly number[]>,
): readonly [number, number] {
  const own = key === null ? [] : slots.flatMap(({ record }) => valueOf(record, key) ?? []);
  const others =
    key?.metric === 'text-image' && key.encoderId !== null ? (chance.get(key.encoderId) ?? []) : [];
  const all = [...own, ...others];
  if (all.length === 0) return [0, 1];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const room = Math.max(0.1, high - low) * 1.1;
  const middle = (low + high) / 2;
  return [middle - room / 2, middle + room / 2];
}
