/** A picture through a vision model: preprocessing, one run, one unit vector per head. */
import type { EncoderCard, Precision } from '../../core/embedding/encoder-card.ts';
import { preprocessImage } from '../../core/embedding/preprocess.ts';
import { unitVector } from '../../core/embedding/similarity.ts';
import { failed, success, type Result } from '../../core/failure.ts';
import type { Raster } from '../../core/raster/raster.ts';
import type { InferenceSession, OutputTensor } from './inference.ts';
import { imageFile } from './registry.ts';
import { memoryFailure, runtimeFailure } from './runtime-failure.ts';
import { checkTower, type ExpectedTensor } from './tower-check.ts';

export type Head = 'textImage' | 'imageImage' | 'meanToken';

/** Unit vectors; a head that the encoder lacks is absent. */
export type ImageVectors = Partial<Record<Head, Float32Array<ArrayBuffer>>>;

const HEADS: readonly Head[] = ['textImage', 'imageImage', 'meanToken'];

export class ImageTower {
  readonly #card: EncoderCard;
  readonly #session: InferenceSession;

  private constructor(card: EncoderCard, session: InferenceSession) {
    this.#card = card;
    this.#session = session;
  }

  /** Takes the session over where it fits the card. */
  static over(
    card: EncoderCard,
    precision: Precision,
    session: InferenceSession,
  ): Result<ImageTower> {
    const { sidePx } = card.image.preprocessing;
    const input = {
      name: card.image.inputName,
      types: ['float32'],
      shape: [null, 3, sidePx, sidePx],
    };
    const expected = { input, optionalInputs: [], outputs: expectedOutputs(card) };
    const checked = checkTower(session, expected, imageFile(card, precision).path);
    return checked.ok ? success(new ImageTower(card, session)) : checked;
  }

  /**
   * One picture a run: vectors of models quantised on the fly depend on what else is in the batch.
   * @param raster opaque, any size
   */
  async embed(raster: Raster): Promise<Result<ImageVectors>> {
    const { inputName, preprocessing, heads } = this.#card.image;
    const { sidePx } = preprocessing;
    const what = `the image tower of ${this.#card.title}`;
    let data: Float32Array<ArrayBuffer>;
    try {
      data = preprocessImage(raster, preprocessing);
    } catch (error) {
      return failed(memoryFailure(error, what));
    }
    const pixels = { data, shape: [1, 3, sidePx, sidePx] };
    const wanted = new Set(HEADS.flatMap((head) => heads[head]?.output ?? []));
    let outputs: Record<string, OutputTensor>;
    try {
      outputs = await this.#session.run({ [inputName]: pixels }, [...wanted]);
    } catch (error) {
      return failed(runtimeFailure(error, 'run', what));
    }
    const vectors: ImageVectors = {};
    for (const head of HEADS) {
      const source = heads[head];
      if (!source) continue;
      const output = outputs[source.output]!;
      const vector = unitVector(head === 'meanToken' ? meanRow(output) : firstRow(output));
      if (!vector.ok) return vector;
      vectors[head] = vector.value;
    }
    return success(vectors);
  }

  release(): Promise<void> {
    return this.#session.release();
  }
}

function expectedOutputs({ image, dimension }: EncoderCard): ExpectedTensor[] {
  return HEADS.flatMap((head) => {
    const source = image.heads[head];
    if (!source) return [];
    if (head === 'meanToken' || ('pick' in source && source.pick === 'class-token')) {
      return { name: source.output, types: ['float32'], shape: [null, null, dimension] };
    }
    // A head for pictures with pictures may be of another width than the one for captions.
    const width = head === 'textImage' ? dimension : null;
    return { name: source.output, types: ['float32'], shape: [null, width] };
  });
}

/** [1, dim] as it is; of [1, tokens, dim] the first token, which is the class token. */
const firstRow = ({ data, shape }: OutputTensor): Float32Array => data.subarray(0, shape.at(-1));

/** Of [1, tokens, dim] the mean of all tokens, the class token among them. */
function meanRow({ data, shape }: OutputTensor): Float32Array {
  const width = shape.at(-1)!;
  const rows = data.length / width;
  const sums = new Float64Array(width);
  for (let at = 0; at < data.length; at++) sums[at % width]! += data[at]!;
  return Float32Array.from(sums, (sum) => sum / rows);
}
