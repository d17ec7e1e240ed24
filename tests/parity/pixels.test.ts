/** Composite, resize and preprocessing against Pillow, torchvision and the hub's processors. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ImagePreprocessing } from '../../src/core/embedding/encoder-card.ts';
import { fitForTower, preprocessImage } from '../../src/core/embedding/preprocess.ts';
import { compositeOnWhite } from '../../src/core/raster/composite.ts';
import type { Raster } from '../../src/core/raster/raster.ts';
import type { ResampleFilter } from '../../src/core/raster/resample-kernel.ts';
import { resizeRaster } from '../../src/core/raster/resize.ts';
import { rgbBytes, sha256 } from './digest.ts';
import { readPng } from './read-png.ts';

interface PixelVectors {
  compositeOnWhite: { sha256: string };
  resizeDigests: {
    from: [number, number];
    to: [number, number];
    filter: ResampleFilter;
    sha256: string;
  }[];
  resizePictures: { input: string; expected: string; filter: ResampleFilter }[];
  preprocess: {
    input: string;
    encoder: string;
    source: string;
    rule: ImagePreprocessing;
    pixels: string;
    stride?: number;
    values?: number[];
  }[];
}

const here = (path: string): URL => new URL(path, import.meta.url);
const vectors = JSON.parse(readFileSync(here('pixels.json'), 'utf8')) as PixelVectors;

/** The same bytes as make_pixels.py: high byte of index times Knuth's multiplier. */
function hashedPicture(widthPx: number, heightPx: number): Raster {
  const data = new Uint8ClampedArray(widthPx * heightPx * 4).fill(255);
  for (let i = 0; i < widthPx * heightPx * 3; i++) {
    data[Math.floor(i / 3) * 4 + (i % 3)] = Math.imul(i, 2654435761) >>> 24;
  }
  return { data, widthPx, heightPx };
}

test('every channel value under every alpha lands on white as Pillow puts it', () => {
  const data = new Uint8ClampedArray(65536 * 4);
  for (let i = 0; i < 65536; i++) data.set([i % 256, i % 256, i % 256, i >> 8], i * 4);
  const onWhite = compositeOnWhite({ data, widthPx: 256, heightPx: 256 });
  const red = Uint8Array.from({ length: 65536 }, (_, i) => onWhite.data[i * 4]!);
  expect(sha256(red)).toBe(vectors.compositeOnWhite.sha256);
});

describe('resize gives the bytes of Pillow', () => {
  test.each(vectors.resizePictures)('$input to $expected', ({ input, expected, filter }) => {
    const wanted = readPng(here(expected));
    const actual = resizeRaster(readPng(here(input)), wanted.widthPx, wanted.heightPx, filter);
    let worst = 0;
    wanted.data.forEach((byte, at) => {
      worst = Math.max(worst, Math.abs(byte - actual.data[at]!));
    });
    expect(worst).toBe(0);
  });

  test(`for ${vectors.resizeDigests.length} pairs of sizes from 1 to 1,000 px`, () => {
    const missed = vectors.resizeDigests.filter(({ from, to, filter, sha256: wanted }) => {
      const resized = resizeRaster(hashedPicture(...from), ...to, filter);
      return sha256(rgbBytes(resized)) !== wanted;
    });
    expect(missed).toEqual([]);
  });
});

describe('preprocessing gives the pixels and values of the reference', () => {
  const agreeing = vectors.preprocess.filter(({ values }) => values !== undefined);

  test.each(agreeing)('$encoder, $input, $source', ({ input, rule, pixels, stride, values }) => {
    const raster = readPng(here(input));
    expect(sha256(rgbBytes(fitForTower(raster, rule)))).toBe(pixels);
    const tensor = preprocessImage(raster, rule);
    expect(tensor.length).toBe(3 * rule.sidePx ** 2);
    values!.forEach((value, i) => expect(tensor[i * stride!]).toBeCloseTo(value, 5));
  });

  // The published scores came through torchvision, so its crop is ours; see centreSquare.
  const otherwise = vectors.preprocess.filter(({ values }) => values === undefined);
  test.each(otherwise)('$encoder, $input: $source, one pixel away', ({ input, rule, pixels }) => {
    const raster = readPng(here(input));
    expect(sha256(rgbBytes(fitForTower(raster, rule)))).not.toBe(pixels);
  });
});
