/** Does this encoder, on this machine, give the numbers that it gave elsewhere? */
import { cosine } from '../../core/embedding/similarity.ts';
import type { Precision } from '../../core/embedding/encoder-card.ts';
import { failed, success, type Result } from '../../core/failure.ts';
import type { Encoder } from '../../core/ports/encoder.ts';
import type { Raster } from '../../core/raster/raster.ts';

/** A picture, a caption, and the unit vectors that each set of weights gave where it was published. */
interface KnownVectors {
  caption: string;
  sidePx: number;
  /** base64 of sidePx * sidePx * 3 bytes */
  rgb: string;
  vectors: Partial<
    Record<Precision, { textImage: number[]; imageImage: number[]; text: number[] }>
  >;
}

/** By card id; loaded only when the encoder is opened. Made by training/publish.mjs. */
const KNOWN: Record<string, () => Promise<{ default: KnownVectors }>> = {
  'sgp-small': () => import('./self-test-sgp-small.json'),
};

/** The same weights differ by 1e-6 from one machine to the next; on a graphics card by 1e-4. */
const LEAST_COSINE = 0.9999;

/**
 * @returns `no-vector` where none is known for this encoder; a failure of the encoder, or a `backend`
 *   failure that tells how far off it is
 */
export async function selfTest(encoder: Encoder): Promise<Result<'passed' | 'no-vector'>> {
  const load = KNOWN[encoder.card.id];
  if (!load) return success('no-vector');
  const { default: known } = await load();
  const vectors = known.vectors[encoder.precision];
  if (!vectors) return success('no-vector');
  const image = await encoder.embedImage(pictureOf(known));
  if (!image.ok) return image;
  const text = await encoder.embedText(known.caption);
  if (!text.ok) return text;
  const pairs: [string, Float32Array | undefined, number[]][] = [
    ['picture for captions', image.value.textImage?.vector, vectors.textImage],
    ['picture for pictures', image.value.imageImage?.vector, vectors.imageImage],
    ['caption', text.value.embedding.vector, vectors.text],
  ];
  for (const [what, vector, expected] of pairs) {
    const found = vector ? cosine(vector, Float32Array.from(expected)) : Number.NaN;
    if (!(found >= LEAST_COSINE)) {
      return failed({
        stage: 'embed',
        kind: 'backend',
        detail:
          `The self-test of ${encoder.card.title} failed on its ${what}: cosine ` +
          `${found.toFixed(6)} with the known vector, expected at least ${LEAST_COSINE}.`,
      });
    }
  }
  return success('passed');
}

function pictureOf({ rgb, sidePx }: KnownVectors): Raster {
  const bytes = atob(rgb);
  const data = new Uint8ClampedArray(sidePx * sidePx * 4).fill(255);
  for (let pixel = 0; pixel < sidePx * sidePx; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      data[pixel * 4 + channel] = bytes.charCodeAt(pixel * 3 + channel);
    }
  }
  return { data, widthPx: sidePx, heightPx: sidePx };
}
