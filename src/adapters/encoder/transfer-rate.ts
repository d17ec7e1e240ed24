/** Bytes a second over the last few seconds, so that a stall shows and a start does not mislead. */

const WINDOW_MS = 3_000;

export class TransferRate {
  readonly #marks: { atMs: number; bytes: number }[] = [];

  /**
   * @param bytes done so far, in all
   * @param atMs of a clock that never goes back
   * @returns bytes a second, 0 until there is something to compare with
   */
  measure(bytes: number, atMs: number = performance.now()): number {
    this.#marks.push({ atMs, bytes });
    while (this.#marks.length > 2 && this.#marks[0]!.atMs < atMs - WINDOW_MS) this.#marks.shift();
    const oldest = this.#marks[0]!;
    const elapsedMs = atMs - oldest.atMs;
    // A restart after a cut counts bytes from 0 again.
    return elapsedMs > 0 ? Math.max(0, ((bytes - oldest.bytes) * 1000) / elapsedMs) : 0;
  }
}
