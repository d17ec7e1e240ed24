import { afterAll, expect, test } from 'vitest';
import { sgpSmall } from '../../src/adapters/encoder/cards/sgp-small.ts';
import { MemorySettings } from '../../src/adapters/encoder/shelf-settings.ts';
import { MemoryWeightCache } from '../../src/adapters/encoder/weight-cache.ts';
import { WeightShelf } from '../../src/adapters/encoder/weight-shelf.ts';
import type { EncoderCard } from '../../src/core/embedding/encoder-card.ts';
import { success } from '../../src/core/failure.ts';
import { readOwn } from './hub-small.ts';
import { failureOf, valueOf } from './value-of.ts';

/** No hash, so that the bytes get as far as the runtime. */
const trusting: EncoderCard = {
  ...sgpSmall,
  image: {
    ...sgpSmall.image,
    weights: { fp16: { ...sgpSmall.image.weights.fp16!, sha256: null } },
  },
  text: {
    ...sgpSmall.text!,
    weights: { fp16: { ...sgpSmall.text!.weights.fp16!, sha256: null } },
    tokenizer: { ...sgpSmall.text!.tokenizer, sha256: null },
  },
};

const shelves: WeightShelf[] = [];
afterAll(() => shelves.forEach((shelf) => shelf.dispose()));

function shelfOf(
  damage: (bytes: Uint8Array<ArrayBuffer>, path: string) => Uint8Array<ArrayBuffer>,
  card: EncoderCard = trusting,
): WeightShelf {
  const shelf = new WeightShelf({
    cache: new MemoryWeightCache(),
    settings: new MemorySettings(),
    readShipped: async (path) => {
      const inside = path.replace('sgp-small/', '');
      return success(damage(readOwn(inside), inside));
    },
    cards: [card],
  });
  shelves.push(shelf);
  return shelf;
}

const noise = (bytes: Uint8Array<ArrayBuffer>) => bytes.map((_, at) => (at * 7919) % 256);

test.each<[string, Parameters<typeof shelfOf>[0]]>([
  ['random bytes', noise],
  ['a file cut short', (bytes) => bytes.slice(0, bytes.length / 3)],
  ['an empty file', () => new Uint8Array(0)],
])('%s in place of a model are told as such', async (_, damage) => {
  const shelf = shelfOf(damage);
  const failure = failureOf(await shelf.open('sgp-small'));
  expect(failure).toMatchObject({ stage: 'embed', kind: 'weights-corrupt' });
  expect(failure.detail).toContain('onnx/vision_model_fp16.onnx');
  expect(shelf.entries()[0]?.state.kind).toBe('failed');
});

test('after a damaged file a good one opens', async () => {
  let isDamaged = true;
  const shelf = shelfOf((bytes) => (isDamaged ? noise(bytes) : bytes));
  expect((await shelf.open('sgp-small')).ok).toBe(false);
  isDamaged = false;
  const encoder = valueOf(await shelf.open('sgp-small'));
  expect(shelf.entries()[0]?.state).toMatchObject({ kind: 'ready', selfTest: 'passed' });
  valueOf(await encoder.embedText('a cat'));
});

test('a tokenizer that is none is told as such', async () => {
  const shelf = shelfOf((bytes, path) =>
    path === 'tokenizer.json' ? new TextEncoder().encode('{"model": 7}') : bytes,
  );
  const failure = failureOf(await shelf.open('sgp-small'));
  expect(failure).toMatchObject({ kind: 'weights-corrupt' });
  expect(failure.detail).toContain('tokenizer.json');
});

test('a real model held against another card says what was expected and found', async () => {
  const card = { ...trusting, image: { ...trusting.image, inputName: 'pixels' } };
  const failure = failureOf(await shelfOf((bytes) => bytes, card).open('sgp-small'));
  expect(failure.detail).toMatch(/Expected input pixels .* found input pixel_values float32/);
});

test('an encoder that computes other numbers fails its self-test', async () => {
  const { preprocessing } = trusting.image;
  const card: EncoderCard = {
    ...trusting,
    image: { ...trusting.image, preprocessing: { ...preprocessing, mean: [0.9, 0.1, 0.5] } },
  };
  const failure = failureOf(await shelfOf((bytes) => bytes, card).open('sgp-small'));
  expect(failure).toMatchObject({ stage: 'embed', kind: 'backend' });
  expect(failure.detail).toMatch(/self-test .* cosine 0\.\d+/);
});

test('weights of another hash are refused before they are loaded', async () => {
  const failure = failureOf(await shelfOf(noise, sgpSmall).open('sgp-small'));
  expect(failure).toMatchObject({ kind: 'weights-corrupt' });
  expect(failure.detail).toContain(sgpSmall.image.weights.fp16!.sha256);
});
