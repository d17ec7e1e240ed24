/** A picture to compare with, embedded once by each encoder that asks. */
import { encoderKey } from './embedding/encoder-card.ts';
import type { Result } from './failure.ts';
import type { Encoder, ImageEmbeddings } from './ports/encoder.ts';
import type { Raster } from './raster/raster.ts';

/** All that scoring asks of it. */
export interface EmbeddableReference {
  readonly kind: 'svg' | 'picture';
  /** Of the file or the program's text; `null`: the file is not here, and embedding it says why. */
  readonly sha256: string | null;
  embeddedBy(encoder: Encoder, signal: AbortSignal): Promise<Result<ImageEmbeddings>>;
}

export class Reference implements EmbeddableReference {
  readonly kind: 'svg' | 'picture';
  /** Of the file or the program's text. */
  readonly sha256: string;
  /** 224 x 224, opaque: an SVG drawn and resized, a photo squashed (protocol.md, "References"). */
  readonly raster: Raster;
  readonly #embeddings = new Map<string, Promise<Result<ImageEmbeddings>>>();

  constructor(kind: 'svg' | 'picture', sha256: string, raster: Raster) {
    this.kind = kind;
    this.sha256 = sha256;
    this.raster = raster;
  }

  embeddedBy(encoder: Encoder, signal: AbortSignal): Promise<Result<ImageEmbeddings>> {
    const key = encoderKey(encoder.card, encoder.precision);
    const known = this.#embeddings.get(key);
    if (known !== undefined) return known;
    const embedding = encoder.embedImage(this.raster, signal);
    this.#embeddings.set(key, embedding);
    // A failure or an abort must not stand in the way of the next try.
    const forget = () => this.#embeddings.delete(key);
    embedding.then((result) => result.ok || forget(), forget);
    return embedding;
  }
}
