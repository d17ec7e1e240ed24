import { expect, test } from 'vitest';
import { clipBase32 } from './cards/clip.ts';
import { sgpSmall } from './cards/sgp-small.ts';
import { wishFor } from './encoder-wish.ts';

test('a small encoder runs on one thread without a graphics card, unless it is asked for', () => {
  expect(wishFor(sgpSmall, 'fp16', 'auto', null)).toEqual({ acceleration: 'wasm', threads: 1 });
  expect(wishFor(sgpSmall, 'fp16', 'webgpu', 2)).toEqual({ acceleration: 'webgpu', threads: 2 });
});

test('a large encoder wants a graphics card, unless its weights are integers or it is forbidden', () => {
  expect(wishFor(clipBase32, 'fp32', 'auto', null)).toEqual({
    acceleration: 'webgpu',
    threads: null,
  });
  expect(wishFor(clipBase32, 'q8', 'auto', null).acceleration).toBe('wasm');
  expect(wishFor(clipBase32, 'fp32', 'wasm', null).acceleration).toBe('wasm');
});
