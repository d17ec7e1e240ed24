/** Whether the order of the models depends on a switch: the same rows under every other policy. */
import { isCosine } from './column.ts';
import { columnValues, sumOf } from './column-values.ts';
import {
  INVALID_POLICIES,
  isDino,
  type DinoDefinition,
  type Lookups,
  type ReportPolicy,
} from './policy.ts';
import type { Column } from './column.ts';
import type { Series } from './record-fold.ts';
import type { Ranking } from './report.ts';

export interface RankedSeries {
  id: string;
  series: Series;
}

/**
 * @param rows in the order of the report
 * @returns the report's own policy first; empty where the column is not up to any switch
 */
export function rankingsOf(
  rows: readonly RankedSeries[],
  column: Column,
  index: number,
  policy: ReportPolicy,
  lookups: Lookups,
): Ranking[] {
  if (!isCosine(column)) return [];
  const chosen = rankingOf(rows, column, index, policy, lookups);
  return alternatives(column, policy, lookups).map((other) => {
    const ranking = rankingOf(rows, column, index, other, lookups);
    return { ...ranking, sameOrder: sameOrder(ranking.rows, chosen.rows) };
  });
}

/** Best first; equals by id. */
export const byMean = (a: { id: string; mean: number }, b: { id: string; mean: number }): number =>
  b.mean - a.mean || (a.id < b.id ? -1 : 1);

function rankingOf(
  rows: readonly RankedSeries[],
  column: Column,
  index: number,
  policy: ReportPolicy,
  lookups: Lookups,
): Omit<Ranking, 'sameOrder'> {
  let unscored = 0;
  const ranked = rows.flatMap(({ id, series }) => {
    const values = columnValues(series, column, index, policy, lookups);
    if (values === null) return [];
    unscored += values.notCounted.filter(({ reason }) => reason !== null).length;
    const sums = [...values.byItem.values()].map(sumOf);
    return values.counted.length === 0 ? [] : [{ id, mean: sumOf(sums) / values.counted.length }];
  });
  return { policy, title: policyWords(policy, column), rows: ranked.sort(byMean), unscored };
}

/** A blank picture's score is only tried where somebody knows it. */
function alternatives(column: Column, policy: ReportPolicy, lookups: Lookups): ReportPolicy[] {
  const invalid = INVALID_POLICIES.filter(
    (name) => name === 'zero' || name === 'omit' || lookups.blankScore !== undefined,
  );
  const dino: DinoDefinition[] = ['class-token', 'class-token-rescaled'];
  if (lookups.meanTokenCosine !== undefined) dino.push('mean-token-rescaled');
  const others = [
    ...invalid.map((name) => ({ ...policy, invalid: name })),
    ...(['recovered', 'strict'] as const).map((validity) => ({ ...policy, validity })),
    ...(isDino(column) ? dino.map((name) => ({ ...policy, dino: name })) : []),
  ];
  const same = (other: ReportPolicy) =>
    other.invalid === policy.invalid &&
    other.validity === policy.validity &&
    other.dino === policy.dino;
  return [policy, ...others.filter((other) => !same(other))];
}

const sameOrder = (a: Ranking['rows'], b: Ranking['rows']): boolean =>
  a.length === b.length && a.every(({ id }, at) => id === b[at]!.id);

/** `invalid programs count 0, mended ones are valid` */
export function policyWords({ invalid, validity, dino }: ReportPolicy, column?: Column): string {
  const words = [
    INVALID_WORDS[invalid],
    validity === 'recovered' ? 'mended ones are valid' : 'mended ones are invalid',
  ];
  if (column === undefined ? dino !== 'class-token' : isDino(column)) words.push(DINO_WORDS[dino]);
  return words.join(', ');
}

const INVALID_WORDS = {
  zero: 'invalid programs count 0',
  omit: 'invalid programs are left out',
  white: 'invalid programs count as a white picture',
  black: 'invalid programs count as a black picture',
} as const;

const DINO_WORDS = {
  'class-token': 'DINO is the cosine of class tokens',
  'class-token-rescaled': 'DINO is (cosine + 1) / 2 of class tokens',
  'mean-token-rescaled': 'DINO is (cosine + 1) / 2 of mean tokens',
} as const;
