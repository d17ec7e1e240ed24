/**
 * What chance gives: the same picture against captions it was not drawn for. Where the captions ship
 * embedded with an encoder they are there at once; else they are embedded once an encoder and
 * session, one by one, so that a score never waits behind them.
 */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { encoderKey } from '../../core/embedding/encoder-card.ts';
import type { Evaluation } from '../../core/evaluate.ts';
import type { Encoder, EncoderShelf } from '../../core/ports/encoder.ts';
import { cosinesByEncoder, type CaptionEmbedding } from './caption-cosines.ts';

/** Captions embedded so far, of all. */
export interface ChanceProgress {
  done: number;
  total: number;
}

/** Often enough to be seen moving, seldom enough to cost nothing. */
const TELL_EVERY = 5;

export class Chance {
  /** By encoder key: every caption, embedded. */
  readonly #embedded = new SvelteMap<string, readonly CaptionEmbedding[]>();
  /** Under way or done. */
  readonly #begun = new SvelteSet<string>();
  /** By encoder key, while it is under way. */
  readonly #progress = new SvelteMap<string, ChanceProgress>();
  readonly #captions: () => Promise<readonly string[]>;
  readonly #shelf: Pick<EncoderShelf, 'shippedCaptions'>;

  constructor(
    captions: () => Promise<readonly string[]>,
    shelf: Pick<EncoderShelf, 'shippedCaptions'>,
  ) {
    this.#captions = captions;
    this.#shelf = shelf;
  }

  /** Starts embedding for an encoder that has a text tower; further calls do nothing. */
  async prepare(encoder: Encoder): Promise<void> {
    const key = encoderKey(encoder.card, encoder.precision);
    if (encoder.card.text === null || this.#begun.has(key)) return;
    this.#begun.add(key);
    try {
      const done = await this.#embedAll(encoder, key);
      // Left as it stands: the next call tries again.
      if (done === null) this.#begun.delete(key);
      else this.#embedded.set(key, done);
    } finally {
      this.#progress.delete(key);
    }
  }

  /** @returns `null` where the encoder failed */
  async #embedAll(encoder: Encoder, key: string): Promise<CaptionEmbedding[] | null> {
    const captions = await this.#captions();
    const shipped = await this.#shelf.shippedCaptions(encoder.card.id, captions);
    if (shipped !== null) return captions.map((caption, at) => ({ caption, vector: shipped[at]! }));
    const done: CaptionEmbedding[] = [];
    for (const caption of captions) {
      if (done.length % TELL_EVERY === 0)
        this.#progress.set(key, { done: done.length, total: captions.length });
      const result = await encoder.embedText(caption);
      if (!result.ok) return null;
      done.push({ caption, vector: result.value.embedding.vector });
    }
    return done;
  }

  /** By encoder key; absent before and after. */
  get progress(): ReadonlyMap<string, ChanceProgress> {
    return this.#progress;
  }

  /** Cosines of the drawn picture and every other caption, by encoder key; empty until prepared. */
  cosines(evaluation: Evaluation | null, prompt: string): ReadonlyMap<string, readonly number[]> {
    return cosinesByEncoder(evaluation, prompt, this.#embedded);
  }
}
