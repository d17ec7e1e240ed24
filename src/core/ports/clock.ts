/** The port behind which time passes, so that waits can be tested without waiting. */

export interface Clock {
  /** Monotonic, milliseconds from any start: for waits and rates. */
  nowMs(): number;
  /** ISO 8601, UTC: for records. */
  date(): string;
  /** Resolves after `ms`, or as soon as `signal` aborts; never rejects. Late after a sleep of the machine. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One timer at most: a machine that slept is noticed within it, and browsers keep no longer ones well. */
const LONGEST_TIMER_MS = 30_000;

/** Waits until `nowMs()` is `dueMs`, by the clock's own word, also over a sleep of the machine. */
export async function waitUntil(clock: Clock, dueMs: number, signal: AbortSignal): Promise<void> {
  for (let left = dueMs - clock.nowMs(); left > 0 && !signal.aborted; left = dueMs - clock.nowMs())
    await clock.sleep(Math.min(left, LONGEST_TIMER_MS), signal);
}
