import { expect, test, vi } from 'vitest';
import { failed, success } from '../../core/failure.ts';
import type { Evaluation } from '../../core/evaluate.ts';
import type { Encoder } from '../../core/ports/encoder.ts';
import { Chance } from './chance.svelte.ts';

const CAPTIONS = Array.from({ length: 12 }, (_, index) => `caption ${index}`);
const KEY = 'fake@1/fp32';
const NOTHING_SHIPS = { shippedCaptions: () => Promise.resolve(null) };

function encoderWith(embedText: Encoder['embedText'], readsText = true): Encoder {
  return {
    card: { id: 'fake', revision: '1', text: readsText ? {} : null },
    precision: 'fp32',
    embedText,
  } as unknown as Encoder;
}

const embedded = success({
  embedding: { encoderId: KEY, vector: Float32Array.of(1) },
  truncated: false,
});

test('it says how many captions are done while it compares, and nothing afterwards', async () => {
  const chance = new Chance(() => Promise.resolve(CAPTIONS), NOTHING_SHIPS);
  const seen: number[] = [];
  const encoder = encoderWith(() => {
    const { done, total } = chance.progress.get(KEY)!;
    expect(total).toBe(12);
    seen.push(done);
    return Promise.resolve(embedded);
  });
  await chance.prepare(encoder);
  expect(new Set(seen)).toEqual(new Set([0, 5, 10]));
  expect(chance.progress.size).toBe(0);
});

test('an encoder is prepared once, and again after a failure', async () => {
  const chance = new Chance(() => Promise.resolve(CAPTIONS), NOTHING_SHIPS);
  let working = false;
  const embedText = vi.fn(() =>
    Promise.resolve(
      working ? embedded : failed<never>({ stage: 'embed', kind: 'timeout', detail: '' }),
    ),
  );
  const encoder = encoderWith(embedText);
  await chance.prepare(encoder);
  expect(chance.progress.size).toBe(0);
  working = true;
  await chance.prepare(encoder);
  await chance.prepare(encoder);
  expect(embedText).toHaveBeenCalledTimes(1 + CAPTIONS.length);
});

test('an encoder that reads no text is left alone', async () => {
  const chance = new Chance(() => Promise.resolve(CAPTIONS), NOTHING_SHIPS);
  const embedText = vi.fn(() => Promise.resolve(embedded));
  await chance.prepare(encoderWith(embedText, false));
  expect(embedText).not.toHaveBeenCalled();
});

test('captions that ship embedded need no run', async () => {
  const vectors = CAPTIONS.map((_, index) => Float32Array.of(index / 12));
  const chance = new Chance(() => Promise.resolve(CAPTIONS), {
    shippedCaptions: (cardId, captions) =>
      Promise.resolve(cardId === 'fake' && captions === CAPTIONS ? vectors : null),
  });
  const embedText = vi.fn(() => Promise.resolve(embedded));
  await chance.prepare(encoderWith(embedText));
  expect(embedText).not.toHaveBeenCalled();
  const picture = { textImage: { encoderId: KEY, vector: Float32Array.of(1) } };
  const evaluation = { encoded: [{ encoderId: KEY, image: success(picture) }] };
  const cosines = chance.cosines(evaluation as unknown as Evaluation, 'caption 3').get(KEY);
  expect(cosines).toHaveLength(CAPTIONS.length - 1);
  expect(cosines).not.toContain(vectors[3]![0]);
});
