/**
 * What chance gives: the same picture against captions it was not drawn for. The captions are
 * embedded once an encoder and session, one by one, so that a score never waits behind them.
 */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { encoderKey } from '../../core/embedding/encoder-card.ts';
import type { Evaluation } from '../../core/evaluate.ts';
import type { Encoder } from '../../core/ports/encoder.ts';
import { cosinesByEncoder, type CaptionEmbedding } from './caption-cosines.ts';

export class Chance {
  /** By encoder key: every caption, embedded. */
  readonly #embedded = new SvelteMap<string, readonly CaptionEmbedding[]>();
  /** Under way or done. */
  readonly #begun = new SvelteSet<string>();
  readonly #captions: () => Promise<readonly string[]>;

  constructor(captions: () => Promise<readonly string[]>) {
    this.#captions = captions;
  }

  /** Starts embedding for an encoder that has a text tower; further calls do nothing. */
  async prepare(encoder: Encoder): Promise<void> {
    const key = encoderKey(encoder.card, encoder.precision);
    if (encoder.card.text === null || this.#begun.has(key)) return;
    this.#begun.add(key);
    const done: CaptionEmbedding[] = [];
    for (const caption of await this.#captions()) {
      const result = await encoder.embedText(caption);
      // Left as it stands: the next sample tries again.
      if (!result.ok) return void this.#begun.delete(key);
      done.push({ caption, vector: result.value.embedding.vector });
    }
    this.#embedded.set(key, done);
  }

  /** Cosines of the drawn picture and every other caption, by encoder key; empty until prepared. */
  cosines(evaluation: Evaluation | null, prompt: string): ReadonlyMap<string, readonly number[]> {
    return cosinesByEncoder(evaluation, prompt, this.#embedded);
  }
}
