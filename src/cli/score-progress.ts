/** Where `sgp score` stands: of a file by the bytes read, of a pipe by what came so far. */
import { formatCount } from '../core/format-number.ts';
import { CompletionRate } from '../core/run/completion-rate.ts';
import type { ProgressWords } from './progress-display.ts';
import { plural, timeLeft } from './words.ts';

export class ScoreProgress {
  readonly #sizeBytes: number | null;
  readonly #rate = new CompletionRate(performance.now());
  #readBytes = 0;
  #begun = 0;
  #done = 0;

  /** @param sizeBytes of the file; `null`: not known */
  constructor(sizeBytes: number | null) {
    this.#sizeBytes = sizeBytes;
  }

  read(bytes: number): void {
    this.#readBytes = bytes;
  }

  begun(): void {
    this.#begun++;
  }

  done(): void {
    this.#done++;
    this.#rate.ended(performance.now());
  }

  words(): ProgressWords {
    const now = performance.now();
    const perMinute = this.#rate.perMinute(now);
    const rate = perMinute === null ? [] : [`${formatCount(Math.round(perMinute))} a minute`];
    const words = [plural(this.#done, 'sample'), ...rate];
    if (this.#sizeBytes === null || this.#readBytes === 0) return { share: null, words };
    // What is under way was read, but is not done.
    const all = (this.#begun * this.#sizeBytes) / this.#readBytes;
    const share = Math.min(1, all === 0 ? 1 : this.#done / all);
    const left = this.#rate.timeLeft(all - this.#done, now);
    return { share, words: left === null ? words : [...words, timeLeft(left)] };
  }
}
