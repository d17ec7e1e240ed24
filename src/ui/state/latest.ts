/** Lets only the newest of several overlapping answers through. */
export class Latest {
  #generation = 0;

  /** Starts a generation; @returns whether it is still the newest */
  begin(): () => boolean {
    const mine = ++this.#generation;
    return () => mine === this.#generation;
  }

  /** Makes every answer under way a late one. */
  drop(): void {
    this.#generation++;
  }
}
