/** How fast replay streams: chosen by the person, read by replay at each answer. */
import { keep, readKept } from './kept.ts';

export class ReplaySpeed {
  #charactersPerSecond = readSpeed(readKept('replay-speed'));

  /** Characters per second; 0: at once; `null`: a lively pace, whatever the length. */
  get(): number | null {
    return this.#charactersPerSecond;
  }

  set(charactersPerSecond: number | null): void {
    this.#charactersPerSecond = charactersPerSecond;
    keep('replay-speed', charactersPerSecond);
  }
}

const readSpeed = (kept: unknown): number | null =>
  typeof kept === 'number' && kept >= 0 && Number.isFinite(kept) ? kept : null;
