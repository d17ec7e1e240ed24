/** Pictures decoded in Node against Pillow, which is what the official code opens references with. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodePicture } from '../../src/adapters/suite/decode-picture.node.ts';
import type { Raster } from '../../src/core/raster/raster.ts';
import { rgbBytes, sha256 } from './digest.ts';

const vectors = JSON.parse(readFileSync(new URL('pictures.json', import.meta.url), 'utf8')) as {
  size: [number, number];
  decoded: Record<string, string>;
};

const bytesOf = (name: string): Buffer =>
  readFileSync(new URL(`../fixtures/pictures/${name}`, import.meta.url));

async function reason(bytes: Uint8Array, name: string): Promise<string> {
  const raster = await decodePicture(bytes, name);
  return raster.ok ? '' : raster.failure.detail;
}

async function decoded(name: string): Promise<Raster> {
  const raster = await decodePicture(bytesOf(name), name);
  if (!raster.ok) throw new Error(raster.failure.detail);
  return raster.value;
}

test.each(Object.entries(vectors.decoded))(
  '%s has the pixels that Pillow gives',
  async (name, digest) => {
    const raster = await decoded(name);
    expect([raster.widthPx, raster.heightPx]).toEqual(vectors.size);
    expect(sha256(rgbBytes(raster))).toBe(digest);
  },
);

test('a picture that is cut short is broken, and so is one with a header alone', async () => {
  expect(await reason(bytesOf('cut.jpg'), 'cut.jpg')).toMatch(/^cut\.jpg is broken/);
  expect(await reason(bytesOf('plain.png').subarray(0, 40), 'a.png')).toMatch(/^a\.png is broken/);
});

test('a header that claims too many pixels is refused before a decoder sees it', async () => {
  const bomb = Buffer.from(bytesOf('plain.png'));
  bomb.writeUInt32BE(20_000, 16);
  bomb.writeUInt32BE(20_000, 20);
  expect(await reason(bomb, 'bomb.png')).toMatch(/bomb\.png has 20000 × 20000 pixels/);
});

test('what is no picture is never given to a decoder', async () => {
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  expect(await reason(drawing, 'a.png')).toBe('a.png is no PNG, JPEG, WebP or GIF picture.');
});
