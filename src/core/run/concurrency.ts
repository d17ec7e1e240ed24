/**
 * How many calls may be under way at once for one provider and key: one more after each round that
 * went well, half as many after being told to slow down (additive increase, multiplicative decrease,
 * as TCP does: it finds a shared limit and stays fair beside others who look for it too).
 */
export class AdaptiveLimit {
  readonly #most: number;
  /** Fractional: each success adds its share of one more. */
  #limit: number;
  /** Calls sent before this saw the old limit, and say nothing about the new one. */
  #loweredAtMs = -Infinity;

  /** @param most 1 or more */
  constructor(most: number) {
    this.#most = most;
    this.#limit = Math.min(START, most);
  }

  /** 1 or more. */
  get current(): number {
    return Math.floor(this.#limit);
  }

  succeeded(): void {
    this.#limit = Math.min(this.#most, this.#limit + 1 / this.#limit);
  }

  /** @param sentAtMs when the call that was turned away was sent */
  slowDown(sentAtMs: number, nowMs: number): void {
    if (sentAtMs < this.#loweredAtMs) return;
    this.#loweredAtMs = nowMs;
    this.#limit = Math.max(1, this.#limit / 2);
  }

  /** After an outage: everyone comes back at once, so we come back slowly. */
  restart(nowMs: number): void {
    this.#loweredAtMs = nowMs;
    this.#limit = 1;
  }
}

const START = 4;
