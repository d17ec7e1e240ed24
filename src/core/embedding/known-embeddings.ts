/**
 * What was seen before is not drawn or encoded again. Everything that a vector depends on is in its
 * key: the program as drawn, the size, the renderer, the encoder with its weights and preprocessing,
 * and what it ran on.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { success, type Result } from '../failure.ts';
import type { EmbeddingCache } from '../ports/embedding-cache.ts';
import type { Embedding, Encoder, ImageEmbeddings } from '../ports/encoder.ts';
import type { DrawSize } from '../ports/renderer.ts';
import { fromBytes, toBytes, type KeptVectors } from './embedding-bytes.ts';
import { encoderKey } from './encoder-card.ts';

/** Raise it when drawing, preprocessing or reading an output changes what comes out. */
const WAY_OF_SEEING = 1;

/** Raise it when references are brought to their size in another way. */
const WAY_OF_FITTING = 2;

/** A program as it is drawn for one encoder. */
export interface Drawing {
  /** Of the checked program. */
  source: string;
  size: DrawSize;
  /** `Renderer.version` */
  renderer: string;
}

export interface KnownPicture {
  blank: boolean;
  /** Empty for a drawing that no encoder has seen. */
  image: ImageEmbeddings;
}

export class KnownEmbeddings {
  readonly #cache: EmbeddingCache;

  constructor(cache: EmbeddingCache) {
    this.#cache = cache;
  }

  /** @param encoder `null`: only whether it draws */
  async picture(drawing: Drawing, encoder: Encoder | null): Promise<KnownPicture | null> {
    const kept = await this.#get(pictureKey(drawing, encoder));
    if (kept === null) return null;
    return { blank: kept.flag, image: encoder === null ? {} : imageOf(kept, encoder) };
  }

  keepPicture(drawing: Drawing, encoder: Encoder | null, { blank, image }: KnownPicture): void {
    this.#cache.put(pictureKey(drawing, encoder), toBytes({ ...vectorsOf(image), flag: blank }));
  }

  async caption(
    text: string,
    encoder: Encoder,
    signal: AbortSignal,
  ): Promise<Result<{ embedding: Embedding; truncated: boolean }>> {
    const key = keyOf('caption', text, ...encodedBy(encoder), encoder.card.text?.preprocessing);
    const kept = await this.#get(key);
    if (kept?.textImage !== undefined)
      return success({ embedding: by(encoder, kept.textImage), truncated: kept.flag });
    const made = await encoder.embedText(text, signal);
    if (made.ok) {
      const { embedding, truncated } = made.value;
      this.#cache.put(key, toBytes({ textImage: embedding.vector, flag: truncated }));
    }
    return made;
  }

  /**
   * @param sha256 of the reference's file or program
   * @param embed called where it is not known
   */
  async reference(
    kind: string,
    sha256: string,
    encoder: Encoder,
    embed: () => Promise<Result<ImageEmbeddings>>,
  ): Promise<Result<ImageEmbeddings>> {
    const key = keyOf('reference', WAY_OF_FITTING, kind, sha256, ...seenBy(encoder));
    const kept = await this.#get(key);
    if (kept !== null) return success(imageOf(kept, encoder));
    const made = await embed();
    if (made.ok) this.#cache.put(key, toBytes({ ...vectorsOf(made.value), flag: false }));
    return made;
  }

  async #get(key: string): Promise<KeptVectors | null> {
    const bytes = await this.#cache.get(key);
    return bytes === null ? null : fromBytes(bytes);
  }
}

const pictureKey = ({ source, size, renderer }: Drawing, encoder: Encoder | null): string =>
  keyOf('picture', source, size, renderer, ...(encoder === null ? [] : seenBy(encoder)));

const seenBy = (encoder: Encoder): unknown[] => [
  ...encodedBy(encoder),
  encoder.card.image.preprocessing,
  // What was kept before it had this head lacks it.
  ...(encoder.card.image.heads.meanToken === undefined ? [] : ['mean-token']),
];

/** The number of threads changes nothing; the kind of device and the runtime's version may. */
const encodedBy = ({ card, precision, backend }: Encoder): unknown[] => [
  encoderKey(card, precision),
  backend.kind,
  backend.runtime,
];

const utf8 = new TextEncoder();

/** 128 bits: no two things meet by chance. */
const keyOf = (...parts: unknown[]): string =>
  bytesToHex(sha256(utf8.encode(JSON.stringify([WAY_OF_SEEING, ...parts]))).subarray(0, 16));

const by = (encoder: Encoder, vector: Float32Array): Embedding => ({
  encoderId: encoderKey(encoder.card, encoder.precision),
  vector,
});

const imageOf = (
  { textImage, imageImage, meanToken }: KeptVectors,
  encoder: Encoder,
): ImageEmbeddings => ({
  ...(textImage !== undefined && { textImage: by(encoder, textImage) }),
  ...(imageImage !== undefined && { imageImage: by(encoder, imageImage) }),
  ...(meanToken !== undefined && { meanToken: by(encoder, meanToken) }),
});

const vectorsOf = ({
  textImage,
  imageImage,
  meanToken,
}: ImageEmbeddings): Omit<KeptVectors, 'flag'> => ({
  ...(textImage !== undefined && { textImage: textImage.vector }),
  ...(imageImage !== undefined && { imageImage: imageImage.vector }),
  ...(meanToken !== undefined && { meanToken: meanToken.vector }),
});
