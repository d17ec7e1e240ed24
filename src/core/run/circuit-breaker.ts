/**
 * Stops asking a provider that keeps failing, and tries one call now and then until it answers: an
 * outage then costs a few calls, and a machine that slept wakes without a burst (cases.md C12, G4).
 */

/** Failures in a row that are no longer chance. */
const FAILURES_TO_OPEN = 5;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 120_000;

export class CircuitBreaker {
  #failures = 0;
  #openUntilMs: number | null = null;
  #pauseMs = FIRST_PAUSE_MS;
  #failingSinceMs: number | null = null;
  #probing = false;

  /** @returns when the next call may be tried; `null`: now, if `enter` allows it */
  get dueMs(): number | null {
    return this.#openUntilMs;
  }

  /** Since when nothing has worked; `null` while it does. */
  get failingSinceMs(): number | null {
    return this.#failingSinceMs;
  }

  /** Whether a call may be made; once it was open, one at a time. */
  enter(nowMs: number): boolean {
    if (this.#openUntilMs === null) return true;
    if (nowMs < this.#openUntilMs || this.#probing) return false;
    this.#probing = true;
    return true;
  }

  succeeded(): { reopened: boolean } {
    const reopened = this.#openUntilMs !== null;
    this.#failures = 0;
    this.#openUntilMs = null;
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#failingSinceMs = null;
    this.#probing = false;
    return { reopened };
  }

  /** @param jitter 0..1, so that several runners do not probe together */
  failed(nowMs: number, jitter: number): void {
    this.#failingSinceMs ??= nowMs;
    this.#failures++;
    const wasProbe = this.#probing;
    this.#probing = false;
    if (this.#openUntilMs === null && this.#failures < FAILURES_TO_OPEN) return;
    // Calls that were under way when it opened say nothing new.
    if (this.#openUntilMs !== null && !wasProbe) return;
    this.#openUntilMs = nowMs + this.#pauseMs * (0.5 + jitter / 2);
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2);
  }

  /** A call that ended without saying anything about the provider: it was stopped by us. */
  left(): void {
    this.#probing = false;
  }
}
