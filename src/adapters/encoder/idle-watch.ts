/** Aborts a request that stays silent; also passes the caller's abort on. */
export class IdleWatch {
  readonly #controller = new AbortController();
  readonly #limitMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(limitMs: number, signal?: AbortSignal) {
    this.#limitMs = limitMs;
    this.signal = signal
      ? AbortSignal.any([signal, this.#controller.signal])
      : this.#controller.signal;
    this.touch();
  }

  readonly signal: AbortSignal;

  touch(): void {
    clearTimeout(this.#timer);
    const silent = () => this.#controller.abort(new Error(`silent for ${this.#limitMs} ms`));
    this.#timer = setTimeout(silent, this.#limitMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
