/** Every two rows of a group on the items that both have, and the items that moved most. */
import type { BootstrapOptions } from './bootstrap.ts';
import { itemMeans, type ColumnValues } from './column-values.ts';
import { comparePaired, holdTogether, movedMost } from './paired.ts';
import type { MovedItem, ReportPair } from './report.ts';

export interface ComparedRow {
  id: string;
  values: ColumnValues;
}

/** Items that a report lists as moved most. */
const MOVED = 10;

/** @param rows best first: the first of a pair stands higher */
export function comparePairs(
  rows: readonly ComparedRow[],
  promptOf: (itemId: string) => string | null,
  bootstrap: BootstrapOptions,
): { pairs: ReportPair[]; moved: MovedItem[] } {
  const means = rows.map(({ values }) => itemMeans(values));
  const compared = rows.flatMap((a, at) =>
    rows.slice(at + 1).map((b, next) => ({
      a: a.id,
      b: b.id,
      ...comparePaired(means[at]!, means[at + 1 + next]!, bootstrap),
    })),
  );
  const holds = holdTogether(
    compared.map(({ comparison }) => comparison.pValue),
    bootstrap.level,
  );
  const pairs = compared.map(({ a, b, comparison }, at) => ({
    ...comparison,
    a,
    b,
    holdsTogether: comparison.verdict !== 'too-few' && holds[at]!,
  }));
  return { pairs, moved: movedIn(compared, promptOf) };
}

/** Each item once, with the pair that it sets furthest apart. */
function movedIn(
  compared: readonly (Pick<ReportPair, 'a' | 'b'> &
    Pick<ReturnType<typeof comparePaired>, 'differences'>)[],
  promptOf: (itemId: string) => string | null,
): MovedItem[] {
  const listed = new Set<string>();
  return compared
    .flatMap(({ a, b, differences }) =>
      movedMost(differences, differences.length).map((moved) => ({ ...moved, rowA: a, rowB: b })),
    )
    .sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference))
    .filter(({ itemId }) => !listed.has(itemId) && listed.add(itemId))
    .slice(0, MOVED)
    .map(({ itemId, rowA, rowB, a, b, difference }) => ({
      itemId,
      prompt: promptOf(itemId),
      a: rowA,
      b: rowB,
      aMean: a,
      bMean: b,
      difference,
    }));
}
