/**
 * `diversityOf` of vectors that come one by one, in any order, and are not kept: the sum of all pairs'
 * cosines is half of |sum of vectors|² less the sum of their own squares.
 */
export class RunningDiversity {
  #sum: Float64Array | null = null;
  #squares = 0;
  #count = 0;

  /** @param vector of length 1, of the same encoder as the others */
  add(vector: Float32Array): void {
    this.#sum ??= new Float64Array(vector.length);
    if (vector.length !== this.#sum.length)
      throw new RangeError(`vectors of ${this.#sum.length} and ${vector.length} numbers`);
    for (let at = 0; at < vector.length; at++) {
      this.#sum[at]! += vector[at]!;
      this.#squares += vector[at]! * vector[at]!;
    }
    this.#count++;
  }

  /** @returns 1 - mean pairwise cosine; `null` with fewer than two: there is no pair */
  value(): number | null {
    if (this.#count < 2) return null;
    const ofSum = this.#sum!.reduce((squares, part) => squares + part * part, 0);
    const diversity = 1 - (ofSum - this.#squares) / (this.#count * (this.#count - 1));
    // Equal pictures are as far apart as their vectors' length is from 1: that is no diversity, and
    // whether the item counts must not hang on it (the protocol leaves out what is not above 0).
    return Math.abs(diversity) < ROUNDING ? 0 : diversity;
  }
}

/** float32 vectors are of length 1 to about 1e-7. */
const ROUNDING = 1e-6;
