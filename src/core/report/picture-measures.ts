/**
 * What pictures are to each other and to their references beyond the scores that records hold: the
 * diversity of an item's samples, and DINO by the mean token. Whoever has the encoders measures it
 * (`measure-pictures.ts`); as plain data it crosses to the worker that reports.
 */
import { meanDiversity } from '../embedding/diversity.ts';
import { isCosine, type Column } from './column.ts';
import { isDino, type Lookups } from './policy.ts';
import type { Series } from './record-fold.ts';

export interface PictureMeasures {
  /** One for each encoder and series, by item: of its drawn samples, 0..2; `null` below two of them. */
  diversity: readonly {
    encoderId: string;
    seriesKey: string;
    byItem: ReadonlyMap<string, number | null>;
  }[];
  /** One for each encoder, by record id: cosine with the reference, -1..1. */
  meanTokens: readonly { encoderId: string; byRecord: ReadonlyMap<string, number> }[];
}

export const NO_MEASURES: PictureMeasures = { diversity: [], meanTokens: [] };

/**
 * Encoders whose diversity is told: the protocol's is the mean over DINO models. Where the records have
 * none, every encoder that compares pictures, which is told beside the number.
 */
export function diversityEncoders(columns: readonly Column[]): string[] {
  const comparing = columns.filter((column) => isCosine(column) && column.metric === 'image-image');
  const dino = comparing.filter(isDino);
  return idsOf(dino.length > 0 ? dino : comparing);
}

export const dinoEncoders = (columns: readonly Column[]): string[] => idsOf(columns.filter(isDino));

const idsOf = (columns: readonly Column[]): string[] => [
  ...new Set(columns.map(({ encoderId }) => encoderId!)),
];

/** @returns `undefined` where none was measured, so that no ranking is tried under it */
export function meanTokenLookup({ meanTokens }: PictureMeasures): Lookups['meanTokenCosine'] {
  if (meanTokens.length === 0) return undefined;
  const known = new Map(meanTokens.map(({ encoderId, byRecord }) => [encoderId, byRecord]));
  return (encoderId, recordId) => known.get(encoderId)?.get(recordId) ?? null;
}

export interface DiversityLookup {
  /** Whose mean it is. */
  encoderIds: readonly string[];
  /** An item's diversity over its drawn samples, 0..2; `null` below two. */
  of(series: Series, itemId: string): number | null;
}

/** @returns `undefined` where none was measured */
export function diversityLookup({ diversity }: PictureMeasures): DiversityLookup | undefined {
  if (diversity.length === 0) return undefined;
  const byKey = new Map<string, ReadonlyMap<string, number | null>[]>();
  for (const { seriesKey, byItem } of diversity)
    byKey.set(seriesKey, [...(byKey.get(seriesKey) ?? []), byItem]);
  return {
    encoderIds: [...new Set(diversity.map(({ encoderId }) => encoderId))],
    of: ({ key }, itemId) =>
      meanDiversity((byKey.get(key) ?? []).map((byItem) => byItem.get(itemId) ?? null)),
  };
}
