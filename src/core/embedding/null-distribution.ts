/**
 * What a similarity means: the same picture against captions it was not drawn for. A cosine of
 * 0.27 says nothing by itself; "higher than 96 of 100 other captions" does.
 */

export interface NullPlace {
  /** Other captions that score strictly lower. */
  higherThan: number;
  /** Other captions that score the same, as identical captions do. */
  tiedWith: number;
  /** Other captions compared with. */
  outOf: number;
}

/** Where a score stands among those of other captions. */
export function placeAmong(score: number, others: ArrayLike<number>): NullPlace {
  let higherThan = 0;
  let tiedWith = 0;
  for (let i = 0; i < others.length; i++) {
    if (others[i]! < score) higherThan += 1;
    else if (others[i]! === score) tiedWith += 1;
  }
  return { higherThan, tiedWith, outOf: others.length };
}

/**
 * Quantile by linear interpolation between the two nearest values (numpy's default).
 * @param values in any order, at least one
 * @param share 0..1, e.g. 0.5 for the median
 * @throws RangeError for no values or a share outside 0..1
 */
export function quantile(values: ArrayLike<number>, share: number): number {
  if (values.length === 0 || !(share >= 0 && share <= 1)) {
    throw new RangeError(`quantile ${share} of ${values.length} values`);
  }
  const ascending = Float64Array.from(values).sort();
  const at = share * (ascending.length - 1);
  const below = ascending[Math.floor(at)]!;
  const above = ascending[Math.ceil(at)]!;
  return below + (above - below) * (at - Math.floor(at));
}

export interface HistogramBin {
  /** Lower edge, counted in. */
  from: number;
  /** Upper edge, left out; the last bin counts it in. */
  to: number;
  count: number;
}

/**
 * Equal bins from `low` to `high` for drawing; what lies outside is counted in the outermost bins,
 * so that the counts always add up to the number of values.
 * @throws RangeError unless low < high and bins is a positive integer
 */
export function histogram(
  values: ArrayLike<number>,
  { low, high, bins }: { low: number; high: number; bins: number },
): HistogramBin[] {
  if (!(low < high) || !Number.isInteger(bins) || bins < 1) {
    throw new RangeError(`${bins} bins from ${low} to ${high}`);
  }
  const step = (high - low) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor((values[i]! - low) / step);
    counts[Math.min(Math.max(bin, 0), bins - 1)]! += 1;
  }
  return counts.map((count, i) => ({ from: low + i * step, to: low + (i + 1) * step, count }));
}

/**
 * Captions to compare a picture with: those of the bundle that aren't the picture's own.
 * @param own the prompt it was drawn for; case and surrounding white space don't make it another
 * @returns distinct captions in the bundle's order
 */
export function otherCaptions(own: string, bundle: readonly string[]): string[] {
  const same = (caption: string): string => caption.trim().toLowerCase();
  const seen = new Set([same(own)]);
  return bundle.filter((caption) => {
    const key = same(caption);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
