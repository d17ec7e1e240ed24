/** One piece of work that several wait for: it ends early only when the last of them gives up. */
export class SharedTask<T> {
  readonly #controller = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;

  /** The last one gave up: the work is ending, and who comes now needs another. */
  get isAbandoned(): boolean {
    return this.#controller.signal.aborted;
  }

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#controller.signal);
  }

  /** @returns the work's result; rejects at once with the signal's reason when aborted */
  join(signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    this.#waiting++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal?.reason);
        this.#waiting--;
        if (this.#waiting === 0) this.#controller.abort(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#result.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
    });
  }

  /** Ends the work for all who wait. */
  cancel(reason: unknown): void {
    this.#controller.abort(reason);
  }
}
