/**
 * What an all-white or all-black picture scores, for benchmarks that count an invalid program as one.
 * Records do not hold it, so whoever has the encoders measures it (`measure-blanks.ts`); as plain data
 * it crosses to the worker that reports.
 */
import type { MetricId } from '../metric/score.ts';

export type BlankColour = 'white' | 'black';
export const BLANK_COLOURS: readonly BlankColour[] = ['white', 'black'];

export type CosineMetric = Extract<MetricId, 'text-image' | 'image-image'>;

/** `mean-token`: picture to picture by the mean of all tokens, of encoders that give one. */
export type BlankMetric = CosineMetric | 'mean-token';

/** Items of two suites may have one id. */
export interface BlankItem {
  /** `null`: of no suite. */
  suiteSha256: string | null;
  itemId: string;
}

/** Of one encoder, metric, colour and suite. */
export interface BlankScores {
  /** `encoderKey` */
  encoderId: string;
  metric: BlankMetric;
  colour: BlankColour;
  suiteSha256: string | null;
  /** Cosines, -1..1, by item id: with its caption, or with its reference. */
  byItem: ReadonlyMap<string, number>;
}

/** @returns a cosine; `null`: it was not measured */
export type BlankLookup = (
  encoderId: string,
  metric: BlankMetric,
  item: BlankItem,
  colour: BlankColour,
) => number | null;

export function blankLookup(scores: readonly BlankScores[]): BlankLookup {
  const known = new Map(
    scores.map(({ byItem, ...of }) => [
      keyOf(of.encoderId, of.metric, of.suiteSha256, of.colour),
      byItem,
    ]),
  );
  return (encoderId, metric, { suiteSha256, itemId }, colour) =>
    known.get(keyOf(encoderId, metric, suiteSha256, colour))?.get(itemId) ?? null;
}

const keyOf = (...parts: readonly (string | null)[]): string => JSON.stringify(parts);
