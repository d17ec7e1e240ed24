/**
 * Pictures and captions through the encoders, from pixels to unit vectors, against PyTorch: four
 * tiny encoders always, CLIP ViT-B/32 and DINOv2 ViT-S/14 of true shape where random_towers.py has
 * put them into .cache/encoders.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHubTokenizer } from '../../src/adapters/encoder/hub-tokenizer.ts';
import { ImageTower } from '../../src/adapters/encoder/image-tower.ts';
import { createSession } from '../../src/adapters/encoder/inference.node.ts';
import type { InferenceSession } from '../../src/adapters/encoder/inference.ts';
import { TextTower } from '../../src/adapters/encoder/text-tower.ts';
import type { EncoderCard } from '../../src/core/embedding/encoder-card.ts';
import { tokenizeCaption } from '../../src/core/embedding/tokenize.ts';
import type { Result } from '../../src/core/failure.ts';
import { sha256 } from './digest.ts';
import { readPng } from './read-png.ts';

interface TowerVectors {
  tolerance: number;
  card: EncoderCard;
  images: { file: string; vector: number[] }[];
  captions: { text: string; ids: number[]; truncated: boolean; vector: number[] }[];
}

const root = new URL('../../', import.meta.url);
const vectorsAt = (url: URL): TowerVectors => JSON.parse(readFileSync(url, 'utf8')) as TowerVectors;

const tinyRoot = new URL('tests/fixtures/encoders/', root);
for (const name of readdirSync(tinyRoot)) {
  const folder = new URL(`${name}/`, tinyRoot);
  describeEncoder(name, folder, vectorsAt(new URL('parity.json', folder)));

  test(`${name}: the files are those of the card`, () => {
    const { image, text } = vectorsAt(new URL('parity.json', folder)).card;
    for (const file of [image.weights.fp32, text?.weights.fp32, text?.tokenizer]) {
      if (file) expect(sha256(readFileSync(new URL(file.path, folder)))).toBe(file.sha256);
    }
  });
}

for (const file of readdirSync(new URL('tests/parity/true-shape/', root))) {
  const name = file.replace('.json', '');
  const folder = new URL(`.cache/encoders/${name}/`, root);
  const vectors = vectorsAt(new URL(`tests/parity/true-shape/${file}`, root));
  if (existsSync(folder)) describeEncoder(name, folder, vectors);
  else test.skip(`${name}: not in .cache/encoders, see tests/parity/README.md`, () => undefined);
}

function describeEncoder(name: string, folder: URL, vectors: TowerVectors): void {
  const { card, images, captions, tolerance } = vectors;

  describe(`${name}, pictures`, () => {
    let session: InferenceSession;
    let tower: ImageTower;
    beforeAll(async () => {
      session = await open(new URL(card.image.weights.fp32!.path, folder));
      tower = valueOf(ImageTower.over(card, 'fp32', session));
    }, 60_000);
    afterAll(() => session.release());

    test.each(images)('embeds $file as PyTorch does', async ({ file, vector }) => {
      const actual = valueOf(await tower.embed(readPng(new URL(file, root))));
      const heads = Object.values(actual);
      expect(heads).toHaveLength(Object.keys(card.image.heads).length);
      for (const head of heads) expect(worstDifference(head, vector)).toBeLessThan(tolerance);
    });
  });

  if (card.text === null) return;
  const text = card.text;
  describe(`${name}, captions`, () => {
    const tokenizer = openHubTokenizer(
      JSON.parse(readFileSync(new URL(text.tokenizer.path, folder), 'utf8')) as object,
    );
    let session: InferenceSession;
    let tower: TextTower;
    beforeAll(async () => {
      session = await open(new URL(text.weights.fp32!.path, folder));
      tower = valueOf(TextTower.over({ ...card, text }, 'fp32', session, tokenizer));
    }, 60_000);
    afterAll(() => session.release());

    test.each(captions)('embeds $text as PyTorch does', async (caption) => {
      const input = tokenizeCaption(caption.text, tokenizer, text.preprocessing);
      expect(Array.from(input.ids, Number)).toEqual(caption.ids);
      const actual = valueOf(await tower.embed(caption.text));
      expect(actual.truncated).toBe(caption.truncated);
      expect(worstDifference(actual.vector, caption.vector)).toBeLessThan(tolerance);
    });
  });
}

const open = (url: URL): Promise<InferenceSession> =>
  createSession(new Uint8Array(readFileSync(url)), { acceleration: 'wasm', threads: 1 });

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

function worstDifference(actual: Float32Array, expected: readonly number[]): number {
  expect(actual.length).toBe(expected.length);
  return Math.max(...expected.map((value, i) => Math.abs(value - actual[i]!)));
}
