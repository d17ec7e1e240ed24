/** Choices that a seed repeats. Forks are independent, so that one more choice changes no other. */

export class Random {
  readonly #seed: number;
  #state: number;

  constructor(seed: number | string) {
    this.#seed = typeof seed === 'number' ? hash(String(seed)) : hash(seed);
    this.#state = this.#seed;
  }

  fork(label: string): Random {
    return new Random(`${this.#seed}/${label}`);
  }

  /** 0..1, 1 excluded. Mulberry32: small, and good enough for pictures. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws RangeError on an empty list */
  pick<T>(values: readonly T[]): T {
    if (values.length === 0) throw new RangeError('Nothing to pick from.');
    return values[Math.floor(this.next() * values.length)]!;
  }

  /** Weights need not sum to 1; at least one is positive. */
  pickWeighted<T>(values: readonly T[], weightOf: (value: T) => number): T {
    const weights = values.map(weightOf);
    let left = this.next() * weights.reduce((sum, weight) => sum + weight, 0);
    for (const [index, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return values[index]!;
    }
    return values[weights.findLastIndex((weight) => weight > 0)]!;
  }

  shuffle<T>(values: readonly T[]): T[] {
    const shuffled = [...values];
    for (let at = shuffled.length - 1; at > 0; at--) {
      const other = Math.floor(this.next() * (at + 1));
      [shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
    }
    return shuffled;
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  }
  return state >>> 0;
}
