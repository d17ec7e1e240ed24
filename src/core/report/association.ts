/** How a score goes with something else of the same sample: its length, its cost, its tokens. */

export interface AssociationBin {
  /** Smallest and largest x in it. */
  from: number;
  to: number;
  samples: number;
  /** Mean x and mean score. */
  x: number;
  score: number;
}

export interface Association {
  samples: number;
  /** Rank correlation, -1..1 (Spearman, ties at their mean rank); `null` where one side is constant. */
  spearman: number | null;
  /**
   * About as many samples in each, x ascending; samples of equal x share a bin, so that an order
   * among them, which they have none, is never shown as a slope.
   */
  bins: AssociationBin[];
}

export interface ScoredPoint {
  x: number;
  score: number;
}

/** @returns `null` below two samples */
export function associationOf(points: readonly ScoredPoint[], bins = 10): Association | null {
  if (points.length < 2) return null;
  // Equal x by score, so that what falls into which bin does not depend on the order of the samples.
  const ascending = [...points].sort((a, b) => a.x - b.x || a.score - b.score);
  return {
    samples: points.length,
    spearman: correlation(
      ranks(ascending.map(({ x }) => x)),
      ranks(ascending.map(({ score }) => score)),
    ),
    bins: binned(ascending, Math.min(bins, points.length)),
  };
}

function binned(ascending: readonly ScoredPoint[], count: number): AssociationBin[] {
  const edges = Array.from({ length: count + 1 }, (_, bin) =>
    behindTies(ascending, Math.round((bin * ascending.length) / count)),
  );
  return edges.slice(1).flatMap((end, bin) => {
    const inside = ascending.slice(edges[bin], end);
    if (inside.length === 0) return [];
    return {
      from: inside[0]!.x,
      to: inside.at(-1)!.x,
      samples: inside.length,
      x: inside.reduce((sum, { x }) => sum + x, 0) / inside.length,
      score: inside.reduce((sum, { score }) => sum + score, 0) / inside.length,
    };
  });
}

/** The first place from `edge` on at which x is not that of the place before. */
function behindTies(ascending: readonly ScoredPoint[], edge: number): number {
  let at = edge;
  while (at > 0 && at < ascending.length && ascending[at]!.x === ascending[at - 1]!.x) at++;
  return at;
}

function ranks(values: readonly number[]): Float64Array {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const ranked = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let at = start; at < end; at++) ranked[order[at]!] = (start + end - 1) / 2;
    start = end;
  }
  return ranked;
}

function correlation(a: Float64Array, b: Float64Array): number | null {
  const centre = (a.length - 1) / 2;
  let products = 0;
  let aSquares = 0;
  let bSquares = 0;
  for (let at = 0; at < a.length; at++) {
    products += (a[at]! - centre) * (b[at]! - centre);
    aSquares += (a[at]! - centre) ** 2;
    bSquares += (b[at]! - centre) ** 2;
  }
  return aSquares === 0 || bSquares === 0 ? null : products / Math.sqrt(aSquares * bSquares);
}
