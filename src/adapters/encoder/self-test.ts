/** Does this encoder, on this machine, give the numbers that it gave elsewhere? */
import { cosine } from '../../core/embedding/similarity.ts';
import type { Precision } from '../../core/embedding/encoder-card.ts';
import { failed, success, type Result } from '../../core/failure.ts';
import type { Encoder } from '../../core/ports/encoder.ts';
import type { Raster } from '../../core/raster/raster.ts';

/** A picture, a caption, and their unit vectors from the reference implementation. */
interface KnownVector {
  caption: string;
  sidePx: number;
  /** base64 of sidePx * sidePx * 3 bytes */
  rgb: string;
  textImage: number[];
  imageImage: number[];
  text: number[];
}

/** By card id; loaded only when the encoder is opened. Made by tests/encoders/make_self_test.py. */
const KNOWN: Record<string, () => Promise<{ default: KnownVector }>> = {
  'sgp-seed': () => import('./self-test-seed.json'),
};

/** The seed's model card: its quantised weights stay within 0.999 of the full ones. */
const LEAST_COSINE: Partial<Record<Precision, number>> = { fp32: 0.9999, fp16: 0.9999, q8: 0.999 };

/**
 * @returns `no-vector` where none is known for this encoder; a failure of the encoder, or a `backend`
 *   failure that tells how far off it is
 */
export async function selfTest(encoder: Encoder): Promise<Result<'passed' | 'no-vector'>> {
  const load = KNOWN[encoder.card.id];
  const least = LEAST_COSINE[encoder.precision];
  if (!load || least === undefined) return success('no-vector');
  const { default: known } = await load();
  const image = await encoder.embedImage(pictureOf(known));
  if (!image.ok) return image;
  const text = await encoder.embedText(known.caption);
  if (!text.ok) return text;
  const pairs: [string, Float32Array | undefined, number[]][] = [
    ['picture for captions', image.value.textImage?.vector, known.textImage],
    ['picture for pictures', image.value.imageImage?.vector, known.imageImage],
    ['caption', text.value.embedding.vector, known.text],
  ];
  for (const [what, vector, expected] of pairs) {
    const found = vector ? cosine(vector, Float32Array.from(expected)) : Number.NaN;
    if (!(found >= least)) {
      return failed({
        stage: 'embed',
        kind: 'backend',
        detail:
          `The self-test of ${encoder.card.title} failed on its ${what}: cosine ` +
          `${found.toFixed(6)} with the known vector, expected at least ${least}.`,
      });
    }
  }
  return success('passed');
}

function pictureOf({ rgb, sidePx }: KnownVector): Raster {
  const bytes = atob(rgb);
  const data = new Uint8ClampedArray(sidePx * sidePx * 4).fill(255);
  for (let pixel = 0; pixel < sidePx * sidePx; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      data[pixel * 4 + channel] = bytes.charCodeAt(pixel * 3 + channel);
    }
  }
  return { data, widthPx: sidePx, heightPx: sidePx };
}
