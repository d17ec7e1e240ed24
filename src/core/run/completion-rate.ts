/** How fast slots come to an end lately, and how long the rest takes if that holds. */

/** Long enough to even out slow answers, short enough to notice that a limit has changed. */
const WINDOW_MS = 120_000;
const FEWEST = 5;
const MOST = 2_000;

export interface TimeLeft {
  lowMs: number;
  highMs: number;
}

export class CompletionRate {
  readonly #startedMs: number;
  readonly #endedMs: number[] = [];

  /** @param startedMs when work began */
  constructor(startedMs: number) {
    this.#startedMs = startedMs;
  }

  ended(nowMs: number): void {
    this.#endedMs.push(nowMs);
    if (this.#endedMs.length > MOST) this.#endedMs.splice(0, MOST / 2);
  }

  /** Slots a minute; `null` before there are enough to tell. */
  perMinute(nowMs: number): number | null {
    const recent = this.#recent(nowMs);
    return recent === null ? null : (recent.count / recent.spanMs) * 60_000;
  }

  /**
   * The count in a window scatters as its square root (Poisson): two of these either way.
   * @param left slots still to come
   */
  timeLeft(left: number, nowMs: number): TimeLeft | null {
    const recent = this.#recent(nowMs);
    if (recent === null) return null;
    const { count, spanMs } = recent;
    const scatter = 2 * Math.sqrt(count);
    const slowest = Math.max(count - scatter, count / 4);
    return {
      lowMs: (left * spanMs) / (count + scatter),
      highMs: (left * spanMs) / slowest,
    };
  }

  #recent(nowMs: number): { count: number; spanMs: number } | null {
    const sinceMs = Math.max(this.#startedMs, nowMs - WINDOW_MS, this.#oldestKept());
    const count = this.#endedMs.filter((ended) => ended > sinceMs).length;
    const spanMs = nowMs - sinceMs;
    return count < FEWEST || spanMs <= 0 ? null : { count, spanMs };
  }

  /** Before it, ends were dropped: the span must not reach further back than they do. */
  #oldestKept(): number {
    return this.#endedMs.length < MOST / 2 ? -Infinity : this.#endedMs[0]!;
  }
}
