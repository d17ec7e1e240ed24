/** A mean that grows with each sample, and how far it may still be off. */

/** Samples of one item resemble each other, so the error is of item means, weighted by samples. */
export interface PartialMean {
  mean: number;
  /** `null` below two items. */
  standardError: number | null;
  items: number;
  samples: number;
}

/**
 * Of samples clustered in items: the ratio estimator sum(S_i) / sum(n_i), its variance linearised
 * (Cochran, Sampling Techniques, 3rd ed., section 9A.2, without the finite-population factor).
 */
export class ClusteredMean {
  readonly #items = new Map<string, { sum: number; count: number }>();
  #sum = 0;
  #count = 0;
  #squares = 0;
  #products = 0;
  #countSquares = 0;

  add(itemId: string, value: number): void {
    this.#change(itemId, value, 1);
  }

  /** @param value that was added under the same item */
  remove(itemId: string, value: number): void {
    this.#change(itemId, -value, -1);
  }

  /** `null` without a sample. */
  get value(): PartialMean | null {
    if (this.#count === 0) return null;
    const mean = this.#sum / this.#count;
    const items = this.#items.size;
    // The sum of (S_i - n_i mean)^2, multiplied out; rounding may take it below 0.
    const spread = Math.max(
      0,
      this.#squares - 2 * mean * this.#products + mean * mean * this.#countSquares,
    );
    const standardError =
      items < 2 ? null : Math.sqrt((spread * items) / (items - 1)) / this.#count;
    return { mean, standardError, items, samples: this.#count };
  }

  #change(itemId: string, value: number, count: 1 | -1): void {
    const item = this.#items.get(itemId) ?? { sum: 0, count: 0 };
    this.#weigh(item, -1);
    item.sum += value;
    item.count += count;
    this.#weigh(item, 1);
    if (item.count === 0) this.#items.delete(itemId);
    else this.#items.set(itemId, item);
  }

  #weigh({ sum, count }: { sum: number; count: number }, sign: 1 | -1): void {
    this.#sum += sign * sum;
    this.#count += sign * count;
    this.#squares += sign * sum * sum;
    this.#products += sign * sum * count;
    this.#countSquares += sign * count * count;
  }
}
