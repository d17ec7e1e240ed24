/**
 * What chance gives: the same picture against captions it was not drawn for. The captions are
 * embedded once an encoder and session, one by one, so that a score never waits behind them.
 */
import { encoderKey } from '../../core/embedding/encoder-card.ts';
import { otherCaptions } from '../../core/embedding/null-distribution.ts';
import { cosine } from '../../core/embedding/similarity.ts';
import type { Evaluation } from '../../core/evaluate.ts';
import type { Embedding, Encoder } from '../../core/ports/encoder.ts';

export class Chance {
  /** By encoder key: the captions embedded so far. */
  #embedded = $state.raw<ReadonlyMap<string, ReadonlyMap<string, Embedding>>>(new Map());
  readonly #under = new Set<string>();
  readonly #captions: () => Promise<readonly string[]>;

  constructor(captions: () => Promise<readonly string[]>) {
    this.#captions = captions;
  }

  /** Starts embedding for an encoder that has a text tower; further calls do nothing. */
  async prepare(encoder: Encoder): Promise<void> {
    const key = encoderKey(encoder.card, encoder.precision);
    if (encoder.card.text === null || this.#under.has(key)) return;
    this.#under.add(key);
    const done = new Map<string, Embedding>();
    for (const caption of await this.#captions()) {
      const result = await encoder.embedText(caption);
      // Left as it stands: the next sample tries again.
      if (!result.ok) return void this.#under.delete(key);
      done.set(caption, result.value.embedding);
    }
    this.#embedded = new Map(this.#embedded).set(key, done);
  }

  /** Cosines of the drawn picture and every other caption, by encoder key; empty until prepared. */
  cosines(evaluation: Evaluation | null, prompt: string): ReadonlyMap<string, readonly number[]> {
    const found = new Map<string, readonly number[]>();
    for (const { encoderId, image } of evaluation?.encoded ?? []) {
      const captions = this.#embedded.get(encoderId);
      const picture = image.ok ? image.value.textImage : undefined;
      if (captions === undefined || picture === undefined) continue;
      const others = otherCaptions(prompt, [...captions.keys()]);
      found.set(
        encoderId,
        others.map((caption) => cosine(captions.get(caption)!.vector, picture.vector)),
      );
    }
    return found;
  }
}
