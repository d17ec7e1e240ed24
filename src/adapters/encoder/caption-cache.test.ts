import { expect, test } from 'vitest';
import { CaptionCache } from './caption-cache.ts';

/** A cache of two, and the captions that had to be made, in order. */
function small() {
  const cache = new CaptionCache<string>(2);
  const made: string[] = [];
  const get = (caption: string, keep = true) =>
    cache.get(
      caption,
      async () => {
        made.push(caption);
        return caption.toUpperCase();
      },
      () => keep,
    );
  return { made, get, cache };
}

test('a caption is made once', async () => {
  const { get, made } = small();
  expect(await Promise.all([get('a'), get('a')])).toEqual(['A', 'A']);
  await get('a');
  expect(made).toEqual(['a']);
});

test('the caption that was not asked for longest goes first', async () => {
  const { get, made } = small();
  for (const caption of ['a', 'b', 'a', 'c', 'a', 'b']) await get(caption);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('what is not worth keeping is made again', async () => {
  const { get, made } = small();
  await get('a', false);
  await get('a');
  expect(made).toEqual(['a', 'a']);
});

test('a rejection is not remembered', async () => {
  const { get, cache, made } = small();
  const failing = cache.get(
    'a',
    () => Promise.reject(new Error('no')),
    () => true,
  );
  await expect(failing).rejects.toThrow('no');
  expect(await get('a')).toBe('A');
  expect(made).toEqual(['a']);
});
