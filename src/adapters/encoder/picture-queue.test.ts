import { expect, test } from 'vitest';
import { filledRaster } from '../../../tests/fixtures/a-raster.ts';
import { success } from '../../core/failure.ts';
import type { Raster } from '../../core/raster/raster.ts';
import type { ImageVectors } from './image-tower.ts';
import { PictureQueue, type EmbedPictures } from './picture-queue.ts';
import { TurnQueue } from './turn-queue.ts';

const picture = (shade: number): Raster => filledRaster(1, 1, [shade, shade, shade]);
const shadeOf = ({ data }: Raster): ImageVectors => ({ textImage: Float32Array.of(data[0]!) });

/** An embedder that waits for `open()` and writes down how many came at once. */
function gated() {
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const batches: number[] = [];
  const embed: EmbedPictures = async (rasters, tell) => {
    batches.push(rasters.length);
    await gate;
    for (const raster of rasters) tell(success(shadeOf(raster)));
  };
  return { embed, batches, open };
}

test('what waits while the worker is busy goes together, each with its own answer', async () => {
  const { embed, batches, open } = gated();
  const queue = new PictureQueue(new TurnQueue(), embed);
  const first = queue.add(picture(0));
  await Promise.resolve();
  const later = Array.from({ length: 11 }, (_, shade) => queue.add(picture(shade + 1)));
  open();
  const shades = (await Promise.all([first, ...later])).map((result) =>
    result.ok ? result.value.textImage![0] : null,
  );
  expect(shades).toEqual([...Array(12).keys()]);
  expect(batches).toEqual([1, 8, 3]);
});

test('a picture given up while it waits is never sent; the others are', async () => {
  const { embed, batches, open } = gated();
  const queue = new PictureQueue(new TurnQueue(), embed);
  const abort = new AbortController();
  const running = queue.add(picture(0));
  await Promise.resolve();
  const given = queue.add(picture(1), abort.signal);
  const kept = queue.add(picture(2));
  abort.abort('enough');
  await expect(given).rejects.toBe('enough');
  open();
  await Promise.all([running, kept]);
  expect(batches).toEqual([1, 1]);
});

test('a bug rejects those that were not answered, and the next picture is tried', async () => {
  let broken = true;
  const queue = new PictureQueue(new TurnQueue(), async (rasters, tell) => {
    tell(success(shadeOf(rasters[0]!)));
    if (broken) throw new Error('bug');
  });
  const [first, second] = [queue.add(picture(1)), queue.add(picture(2))];
  expect((await first).ok).toBe(true);
  await expect(second).rejects.toThrow('bug');
  broken = false;
  expect((await queue.add(picture(3))).ok).toBe(true);
});
