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
  /** As many samples in each, as far as whole samples go; x ascending. */
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
  return Array.from({ length: count }, (_, bin) => {
    const [start, end] = [bin, bin + 1].map((edge) =>
      Math.round((edge * ascending.length) / count),
    );
    const inside = ascending.slice(start, end);
    return {
      from: inside[0]!.x,
      to: inside.at(-1)!.x,
      samples: inside.length,
      x: inside.reduce((sum, { x }) => sum + x, 0) / inside.length,
      score: inside.reduce((sum, { score }) => sum + score, 0) / inside.length,
    };
  });
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
