/** Lets a few in at a time, in the order in which they came. */
export class Gate {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param width 1 or more */
  constructor(width: number) {
    this.#free = width;
  }

  /** @returns the way out; leaving twice counts once */
  async enter(): Promise<() => void> {
    if (this.#free > 0) this.#free--;
    // A place is handed over, never freed in between: nobody overtakes.
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    };
  }
}
