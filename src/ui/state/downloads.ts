/** Downloads that were started here. They go on when the page is left, and can still be cancelled. */
import type { Result } from '../../core/failure.ts';
import type { EncoderShelf } from '../../core/ports/encoder.ts';

export class Downloads {
  readonly #shelf: EncoderShelf;
  readonly #running = new Map<string, AbortController>();

  constructor(shelf: EncoderShelf) {
    this.#shelf = shelf;
  }

  /** Whether it was started here, and so can be cancelled here. */
  canCancel(cardId: string): boolean {
    return this.#running.has(cardId);
  }

  /** @returns what came of it, or `null` where it was cancelled */
  async fetch(cardId: string): Promise<Result<void> | null> {
    const controller = new AbortController();
    this.#running.set(cardId, controller);
    try {
      return await this.#shelf.fetch(cardId, controller.signal);
    } catch (error) {
      if (controller.signal.aborted) return null;
      throw error;
    } finally {
      if (this.#running.get(cardId) === controller) this.#running.delete(cardId);
    }
  }

  cancel(cardId: string): void {
    this.#running.get(cardId)?.abort();
  }
}

const ofShelf = new WeakMap<EncoderShelf, Downloads>();

/** One for each shelf, so that leaving a page and coming back loses no download. */
export function downloadsOf(shelf: EncoderShelf): Downloads {
  const known = ofShelf.get(shelf) ?? new Downloads(shelf);
  ofShelf.set(shelf, known);
  return known;
}
