/** A caption through a text model: ids, one run, one unit vector. */
import type { EncoderCard, Precision } from '../../core/embedding/encoder-card.ts';
import { unitVector } from '../../core/embedding/similarity.ts';
import { tokenizeCaption, type Tokenizer } from '../../core/embedding/tokenize.ts';
import { failed, success, type Result } from '../../core/failure.ts';
import type { InferenceSession, InputTensor, OutputTensor } from './inference.ts';
import { textFile } from './registry.ts';
import { runtimeFailure } from './runtime-failure.ts';
import { checkTower } from './tower-check.ts';

export interface TextVector {
  vector: Float32Array<ArrayBuffer>;
  /** The caption's end was lost to the tower's context length. */
  truncated: boolean;
}

const MASK = 'attention_mask';
const TOKEN_TYPES = 'token_type_ids';
const INTEGERS = ['int64', 'int32'];

type Card = EncoderCard & { text: NonNullable<EncoderCard['text']> };

export class TextTower {
  readonly #card: Card;
  readonly #session: InferenceSession;
  readonly #tokenizer: Tokenizer;

  private constructor(card: Card, session: InferenceSession, tokenizer: Tokenizer) {
    this.#card = card;
    this.#session = session;
    this.#tokenizer = tokenizer;
  }

  /** Takes the session over where it fits the card. */
  static over(
    card: Card,
    precision: Precision,
    session: InferenceSession,
    tokenizer: Tokenizer,
  ): Result<TextTower> {
    const { inputName, output } = card.text;
    const expected = {
      input: { name: inputName, types: INTEGERS, shape: [null, card.text.preprocessing.padTo] },
      optionalInputs: [MASK, TOKEN_TYPES],
      outputs: [{ name: output, types: ['float32'], shape: [null, card.dimension] }],
    };
    const checked = checkTower(session, expected, textFile(card, precision).path);
    return checked.ok ? success(new TextTower(card, session, tokenizer)) : checked;
  }

  async embed(caption: string): Promise<Result<TextVector>> {
    const { inputName, output, preprocessing } = this.#card.text;
    const { ids, attentionMask, truncated } = tokenizeCaption(
      caption,
      this.#tokenizer,
      preprocessing,
    );
    // What the card does not ask for and the file does: attend to everything, one segment.
    const values: Record<string, BigInt64Array<ArrayBuffer>> = {
      [inputName]: ids,
      [MASK]: attentionMask ?? new BigInt64Array(ids.length).fill(1n),
      [TOKEN_TYPES]: new BigInt64Array(ids.length),
    };
    const inputs: Record<string, InputTensor> = {};
    for (const { name, type } of this.#session.inputs) {
      inputs[name] = { data: asType(values[name]!, type), shape: [1, ids.length] };
    }
    let outputs: Record<string, OutputTensor>;
    try {
      outputs = await this.#session.run(inputs, [output]);
    } catch (error) {
      return failed(runtimeFailure(error, 'run', `the text tower of ${this.#card.title}`));
    }
    const vector = unitVector(outputs[output]!.data);
    return vector.ok ? success({ vector: vector.value, truncated }) : vector;
  }

  release(): Promise<void> {
    return this.#session.release();
  }
}

const asType = (values: BigInt64Array<ArrayBuffer>, type: string): InputTensor['data'] =>
  type === 'int32' ? Int32Array.from(values, Number) : values;
