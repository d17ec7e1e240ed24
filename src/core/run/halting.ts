/** Why a run begins nothing more; the first reason counts. */

/**
 * `provider`: only of some providers or models nothing more is asked.
 * `storage`: what was received could not be made durable.
 */
export type HaltReason = 'paused' | 'stopped' | 'budget' | 'storage' | 'provider';

export class Halting {
  readonly #halted = new AbortController();
  #reason: HaltReason | null = null;
  #detail: string | null = null;
  #crash: { error: unknown } | null = null;

  constructor(pause: AbortSignal, stop: AbortSignal) {
    this.#follow(stop, 'stopped');
    this.#follow(pause, 'paused');
  }

  /** Aborted once nothing more is begun. */
  get signal(): AbortSignal {
    return this.#halted.signal;
  }

  get reason(): HaltReason | null {
    return this.#reason;
  }

  get detail(): string | null {
    return this.#detail;
  }

  halt(reason: HaltReason, detail: string | null): void {
    // Stopping overrules an earlier pause.
    if (this.#reason === null || reason === 'stopped') {
      this.#reason = reason;
      this.#detail = detail;
    }
    this.#halted.abort();
  }

  /** A part threw what it should not: the rest comes to its end, and then it is thrown. */
  crash(error: unknown): void {
    this.#crash ??= { error };
    this.#halted.abort();
  }

  /** @throws the first error that was no failure, once all work has ended */
  async settle(work: Promise<void>[]): Promise<void> {
    await Promise.all(work.map((one) => one.catch((error: unknown) => this.crash(error))));
    if (this.#crash !== null) throw this.#crash.error;
  }

  #follow(signal: AbortSignal, reason: HaltReason): void {
    if (signal.aborted) this.halt(reason, null);
    else signal.addEventListener('abort', () => this.halt(reason, null), { once: true });
  }
}
