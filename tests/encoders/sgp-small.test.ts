import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeShelf } from '../../src/adapters/encoder/node-shelf.node.ts';
import { openHubTokenizer } from '../../src/adapters/encoder/hub-tokenizer.ts';
import { sgpSmall } from '../../src/adapters/encoder/cards/sgp-small.ts';
import { embedCaptions } from '../../src/adapters/encoder/embed-captions.ts';
import { cosine } from '../../src/core/embedding/similarity.ts';
import { tokenizeCaption } from '../../src/core/embedding/tokenize.ts';
import type { Precision } from '../../src/core/embedding/encoder-card.ts';
import type { Encoder } from '../../src/core/ports/encoder.ts';
import { readPng } from '../parity/read-png.ts';
import { valueOf } from './value-of.ts';

const VECTORS = new URL('../parity/sgp-small/', import.meta.url);
const TOKENIZER = new URL('../../public/encoders/sgp-small/tokenizer.json', import.meta.url);

/** By training/publish.mjs, from the weights that ship. */
interface Parity {
  leastCosine: { fp16: number; q8: number };
  images: { file: string; textImage: number[]; imageImage: number[] }[];
  captions: { text: string; ids: number[]; vector: number[] }[];
}
const parity = JSON.parse(readFileSync(new URL('parity.json', VECTORS), 'utf8')) as Parity;

test('captions become the ids that the vocabulary says', () => {
  const tokenizer = openHubTokenizer(JSON.parse(readFileSync(TOKENIZER, 'utf8')) as object);
  for (const { text, ids } of parity.captions) {
    const found = tokenizeCaption(text, tokenizer, sgpSmall.text!.preprocessing);
    expect([...found.ids].map(Number)).toEqual(ids);
  }
});

describe.each<[Precision, number]>([
  ['fp16', parity.leastCosine.fp16],
  ['q8', parity.leastCosine.q8],
])('the built-in encoder in %s', (precision, least) => {
  const shelf = openNodeShelf();
  let encoder: Encoder;

  beforeAll(async () => {
    shelf.choosePrecision('sgp-small', precision);
    encoder = valueOf(await shelf.open('sgp-small'));
  });
  afterAll(() => shelf.dispose());

  test('passes its self-test and says what it runs on', () => {
    const [entry] = shelf.entries();
    expect(entry?.state).toMatchObject({ kind: 'ready', selfTest: 'passed' });
    expect(encoder.backend).toMatchObject({ kind: 'cpu' });
    expect(encoder.backend.runtime).toMatch(/^onnxruntime-node \d/);
  });

  test('gives the embeddings of the published weights', async () => {
    for (const known of parity.images) {
      const raster = readPng(new URL(known.file, VECTORS));
      const { textImage, imageImage } = valueOf(await encoder.embedImage(raster));
      expect(cosine(textImage!.vector, Float32Array.from(known.textImage))).toBeGreaterThan(least);
      expect(cosine(imageImage!.vector, Float32Array.from(known.imageImage))).toBeGreaterThan(
        least,
      );
      expect(textImage!.encoderId).toBe(`sgp-small@${sgpSmall.revision}/${precision}`);
    }
    const captions = parity.captions.map(({ text }) => text);
    const embeddings = valueOf(await embedCaptions(encoder, captions));
    embeddings.forEach(({ vector }, at) => {
      const expected = Float32Array.from(parity.captions[at]!.vector);
      expect(cosine(vector, expected)).toBeGreaterThan(least);
    });
  });

  test('says when a caption is longer than it can read', async () => {
    const long = 'a red house and '.repeat(20);
    expect(valueOf(await encoder.embedText(long)).truncated).toBe(true);
    expect(valueOf(await encoder.embedText('a red house')).truncated).toBe(false);
  });

  test('gives the same vector for the same picture, bit by bit', async () => {
    const raster = readPng(new URL('0.png', VECTORS));
    const first = valueOf(await encoder.embedImage(raster));
    const second = valueOf(await encoder.embedImage(raster));
    expect(second.textImage!.vector).toEqual(first.textImage!.vector);
  });

  test('drops an aborted job without losing what is loaded', async () => {
    const raster = readPng(new URL('0.png', VECTORS));
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
