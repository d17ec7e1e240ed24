import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeShelf } from '../../src/adapters/encoder/node-shelf.node.ts';
import { openHubTokenizer } from '../../src/adapters/encoder/hub-tokenizer.ts';
import { ENCODER_CARDS } from '../../src/adapters/encoder/registry.ts';
import { embedCaptions } from '../../src/adapters/encoder/embed-captions.ts';
import { cosine } from '../../src/core/embedding/similarity.ts';
import { tokenizeCaption } from '../../src/core/embedding/tokenize.ts';
import type { Precision } from '../../src/core/embedding/encoder-card.ts';
import type { Encoder } from '../../src/core/ports/encoder.ts';
import { readPng } from '../parity/read-png.ts';
import { valueOf } from './value-of.ts';

const FOLDER = new URL('../../public/encoders/sgp-seed/', import.meta.url);

interface Parity {
  tolerance: { fp16_min_cosine: number; quantized_min_cosine: number };
  images: { file: string; image_embeds: number[]; sim_embeds: number[] }[];
  captions: { text: string; input_ids: number[]; text_embeds: number[] }[];
  similarity: number[][];
}
const parity = JSON.parse(readFileSync(new URL('parity.json', FOLDER), 'utf8')) as Parity;
const card = ENCODER_CARDS.find(({ id }) => id === 'sgp-seed')!;

test('captions of the seed encoder become the ids of its training tokenizer', () => {
  const file = JSON.parse(readFileSync(new URL('tokenizer.json', FOLDER), 'utf8')) as object;
  const tokenizer = openHubTokenizer(file);
  for (const { text, input_ids } of parity.captions) {
    const { ids } = tokenizeCaption(text, tokenizer, card.text!.preprocessing);
    expect([...ids].map(Number)).toEqual(input_ids);
  }
});

describe.each<[Precision, number]>([
  ['fp16', parity.tolerance.fp16_min_cosine],
  ['q8', parity.tolerance.quantized_min_cosine],
])('the seed encoder in %s', (precision, least) => {
  const shelf = openNodeShelf();
  let encoder: Encoder;

  beforeAll(async () => {
    shelf.choosePrecision('sgp-seed', precision);
    encoder = valueOf(await shelf.open('sgp-seed'));
  });
  afterAll(() => shelf.dispose());

  test('passes its self-test and says what it runs on', () => {
    const [entry] = shelf.entries();
    expect(entry?.state).toMatchObject({ kind: 'ready', selfTest: 'passed' });
    expect(encoder.backend).toMatchObject({ kind: 'cpu' });
    expect(encoder.backend.runtime).toMatch(/^onnxruntime-node \d/);
  });

  test('gives the embeddings of the trained model', async () => {
    for (const { file, image_embeds, sim_embeds } of parity.images) {
      const raster = readPng(new URL(file, FOLDER));
      const { textImage, imageImage } = valueOf(await encoder.embedImage(raster));
      expect(cosine(textImage!.vector, Float32Array.from(image_embeds))).toBeGreaterThan(least);
      expect(cosine(imageImage!.vector, Float32Array.from(sim_embeds))).toBeGreaterThan(least);
      expect(textImage!.encoderId).toBe(`sgp-seed@seed-1/${precision}`);
    }
    const captions = parity.captions.map(({ text }) => text);
    const embeddings = valueOf(await embedCaptions(encoder, captions));
    embeddings.forEach(({ vector }, at) => {
      const expected = Float32Array.from(parity.captions[at]!.text_embeds);
      expect(cosine(vector, expected)).toBeGreaterThan(least);
    });
  });

  test('gives the similarities of the trained model', async () => {
    for (const [row, { file }] of parity.images.entries()) {
      const image = valueOf(await encoder.embedImage(readPng(new URL(file, FOLDER))));
      for (const [column, { text }] of parity.captions.entries()) {
        const caption = valueOf(await encoder.embedText(text));
        const found = cosine(image.textImage!.vector, caption.embedding.vector);
        expect(found).toBeCloseTo(parity.similarity[row]![column]!, precision === 'q8' ? 1 : 2);
      }
    }
  });

  test('says when a caption is longer than it can read', async () => {
    const long = 'a red house and '.repeat(20);
    expect(valueOf(await encoder.embedText(long)).truncated).toBe(true);
    expect(valueOf(await encoder.embedText('a red house')).truncated).toBe(false);
  });

  test('gives the same vector for the same picture, bit by bit', async () => {
    const raster = readPng(new URL('parity/0.png', FOLDER));
    const first = valueOf(await encoder.embedImage(raster));
    const second = valueOf(await encoder.embedImage(raster));
    expect(second.textImage!.vector).toEqual(first.textImage!.vector);
  });

  test('drops an aborted job without losing what is loaded', async () => {
    const raster = readPng(new URL('parity/0.png', FOLDER));
    const abort = new AbortController();
    const running = encoder.embedImage(raster, abort.signal);
    const waiting = encoder.embedImage(raster, abort.signal);
    const reason = new Error('typed on');
    abort.abort(reason);
    await expect(running).rejects.toBe(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(encoder.embedText('a cat', abort.signal)).rejects.toBe(reason);
    expect((await encoder.embedImage(raster)).ok).toBe(true);
  });
});
