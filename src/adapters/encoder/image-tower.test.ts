import { expect, test } from 'vitest';
import type { EncoderCard } from '../../core/embedding/encoder-card.ts';
import { filledRaster } from '../../../tests/fixtures/a-raster.ts';
import { dinoSmall } from './cards/dinov2.ts';
import { ImageTower } from './image-tower.ts';
import type { InferenceSession } from './inference.ts';

/** Three tokens of two numbers: the class token first. */
const TOKENS = Float32Array.of(3, 4, 0, 5, 0, 3);

const card: EncoderCard = { ...dinoSmall, dimension: 2 };

const session = {
  inputs: [{ name: 'pixel_values', type: 'float32', shape: ['batch', 3, 224, 224] }],
  outputs: [{ name: 'last_hidden_state', type: 'float32', shape: ['batch', 3, 2] }],
  backend: { kind: 'cpu', threads: 1, runtime: 'fake' },
  run: () => Promise.resolve({ last_hidden_state: { data: TOKENS, shape: [1, 3, 2] } }),
  release: () => Promise.resolve(),
} as unknown as InferenceSession;

test('DINO gives the class token, and of the same run the mean of all tokens, each of length 1', async () => {
  const tower = ImageTower.over(card, 'fp32', session);
  if (!tower.ok) throw new Error(tower.failure.detail);
  const vectors = await tower.value.embed(filledRaster(4, 4, [9, 9, 9]));
  if (!vectors.ok) throw new Error(vectors.failure.detail);
  const { imageImage, meanToken, textImage } = vectors.value;
  expect([...imageImage!]).toEqual([3 / 5, 4 / 5].map(Math.fround));
  // (1, 4) before it is brought to length 1: StarVector's `last_hidden_state.mean(dim=1)`.
  expect(meanToken![0]! / meanToken![1]!).toBeCloseTo(1 / 4, 6);
  expect(Math.hypot(...meanToken!)).toBeCloseTo(1, 6);
  expect(textImage).toBeUndefined();
});
