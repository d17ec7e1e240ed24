import { expect, test } from 'vitest';
import type { EncoderCard } from '../embedding/encoder-card.ts';
import { failed, success, type Failure } from '../failure.ts';
import type { Encoder } from '../ports/encoder.ts';
import type { Raster } from '../raster/raster.ts';
import { blankLookup } from './blank-scores.ts';
import { measureBlanks, type BlankSubject } from './measure-blanks.ts';

const card = {
  id: 'made-up',
  revision: '1',
  text: {},
  image: { heads: { textImage: 'a', imageImage: 'b' } },
} as unknown as EncoderCard;
const ID = 'made-up@1/fp32';
const embedding = (...parts: number[]) => ({ encoderId: ID, vector: Float32Array.from(parts) });

/** White is east, black is north; a caption is as far north as its text is long. */
function encoder(): Encoder & { pictures: Raster[]; texts: string[] } {
  const [pictures, texts]: [Raster[], string[]] = [[], []];
  return {
    card,
    precision: 'fp32',
    backend: { kind: 'cpu', threads: 1, runtime: 'none' },
    pictures,
    texts,
    async embedImage(raster) {
      pictures.push(raster);
      const seen = raster.data[0] === 255 ? embedding(1, 0) : embedding(0, 1);
      return success({ textImage: seen, imageImage: seen });
    },
    async embedText(text) {
      texts.push(text);
      const angle = text.length / 10;
      return success({
        embedding: embedding(Math.cos(angle), Math.sin(angle)),
        truncated: false,
      });
    },
    dispose() {},
  };
}

const FAULT: Failure = { stage: 'embed', kind: 'backend', detail: 'The picture is not here.' };
const subject = (itemId: string, change: Partial<BlankSubject> = {}): BlankSubject => ({
  suiteSha256: 's',
  itemId,
  prompt: 'a red cat',
  reference: () => Promise.resolve(null),
  ...change,
});
const quiet = new AbortController().signal;

async function measured(subjects: readonly BlankSubject[], by: Encoder = encoder()) {
  let told = 0;
  const made = await measureBlanks(by, subjects, null, () => told++, quiet);
  if (!made.ok) throw new Error(made.failure.detail);
  return { ...made.value, told, score: blankLookup(made.value.scores) };
}

test('a white and a black picture are compared with each caption and each reference', async () => {
  const by = encoder();
  const reference = {
    kind: 'svg',
    sha256: 'r',
    embeddedBy: () => Promise.resolve(success({ imageImage: embedding(0.6, 0.8) })),
  } as const;
  const { score, told } = await measured(
    [
      subject('a', { reference: () => Promise.resolve(reference) }),
      subject('b', { prompt: 'owl' }),
    ],
    by,
  );
  const item = { suiteSha256: 's', itemId: 'a' };
  expect(score(ID, 'text-image', item, 'white')).toBeCloseTo(Math.cos(0.9), 6);
  expect(score(ID, 'text-image', item, 'black')).toBeCloseTo(Math.sin(0.9), 6);
  expect(score(ID, 'image-image', item, 'white')).toBeCloseTo(0.6, 6);
  expect(score(ID, 'image-image', item, 'black')).toBeCloseTo(0.8, 6);
  expect(score(ID, 'image-image', { suiteSha256: 's', itemId: 'b' }, 'white')).toBeNull();
  expect(told).toBe(2);
  expect(by.pictures).toHaveLength(2);
});

test('items of two suites with one id have scores of their own', async () => {
  const { score } = await measured([
    subject('a'),
    subject('a', { suiteSha256: 't', prompt: 'owl' }),
  ]);
  const white = (suiteSha256: string | null) =>
    score(ID, 'text-image', { suiteSha256, itemId: 'a' }, 'white');
  expect(white('s')).toBeCloseTo(Math.cos(0.9), 6);
  expect(white('t')).toBeCloseTo(Math.cos(0.3), 6);
  expect(white(null)).toBeNull();
});

test('a reference that cannot be had leaves that score open, and is told with how often', async () => {
  const reference = () =>
    Promise.resolve({
      kind: 'picture',
      sha256: 'p',
      embeddedBy: () => Promise.resolve(failed<never>(FAULT)),
    } as const);
  const { score, faults } = await measured([
    subject('a', { reference }),
    subject('b', { reference }),
  ]);
  expect([...faults]).toEqual([['The picture is not here.', 2]]);
  expect(score(ID, 'image-image', { suiteSha256: 's', itemId: 'a' }, 'white')).toBeNull();
  expect(score(ID, 'text-image', { suiteSha256: 's', itemId: 'a' }, 'white')).not.toBeNull();
});

test('an encoder that gives a mean of tokens is compared by it, too', async () => {
  const plain = encoder();
  const meanToken = embedding(0.8, 0.6);
  const by: Encoder = {
    ...plain,
    async embedImage(raster) {
      const made = await plain.embedImage(raster);
      return made.ok ? success({ ...made.value, meanToken }) : made;
    },
  };
  const reference = {
    kind: 'svg',
    sha256: 'r',
    embeddedBy: () => Promise.resolve(success({ imageImage: embedding(1, 0), meanToken })),
  } as const;
  const { score } = await measured([subject('a', { reference: () => Promise.resolve(reference) })], by); // prettier-ignore
  expect(score(ID, 'mean-token', { suiteSha256: 's', itemId: 'a' }, 'white')).toBeCloseTo(1, 6);
  const { score: without } = await measured([subject('a')], by);
  expect(without(ID, 'mean-token', { suiteSha256: 's', itemId: 'a' }, 'white')).toBeNull();
});

test('an encoder that fails on the blank picture is told as its failure', async () => {
  const broken: Encoder = { ...encoder(), embedImage: () => Promise.resolve(failed(FAULT)) };
  expect(await measureBlanks(broken, [subject('a')], null, () => undefined, quiet)).toEqual({
    ok: false,
    failure: FAULT,
  });
});

test('what was stopped rejects with its reason', async () => {
  const reason = new Error('another policy');
  const stopped = measureBlanks(encoder(), [subject('a')], null, () => undefined, AbortSignal.abort(reason)); // prettier-ignore
  await expect(stopped).rejects.toBe(reason);
});
