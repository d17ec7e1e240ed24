/** The encoders as the page sees them: what the shelf holds, opened when scores are wanted. */
import type { Encoder, EncoderEntry, EncoderShelf } from '../../core/ports/encoder.ts';

export class Encoding {
  #entries = $state.raw<readonly EncoderEntry[]>([]);
  readonly #shelf: EncoderShelf;

  constructor(shelf: EncoderShelf) {
    this.#shelf = shelf;
    const read = () => (this.#entries = [...shelf.entries()]);
    read();
    shelf.subscribe(read);
  }

  get entries(): readonly EncoderEntry[] {
    return this.#entries;
  }

  /** Those that scores are wanted of. */
  get wanted(): readonly EncoderEntry[] {
    return this.#entries.filter(({ enabled }) => enabled);
  }

  /** Wanted, and their files are here. */
  get openable(): readonly EncoderEntry[] {
    return this.wanted.filter(({ state }) => OPENABLE.has(state.kind));
  }

  /**
   * Opens each wanted encoder whose files are here. One that will not open says so in its own
   * entry, and the others go on.
   */
  async open(): Promise<Encoder[]> {
    const opened = await Promise.all(this.openable.map(({ card }) => this.#shelf.open(card.id)));
    return opened.flatMap((result) => (result.ok ? [result.value] : []));
  }
}

const OPENABLE = new Set(['stored', 'loading', 'ready']);
