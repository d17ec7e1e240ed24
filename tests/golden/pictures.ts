/** Golden pictures as files: read, compared, written. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PNG } from 'pngjs';
import type { Raster } from '../../src/core/raster/raster.ts';

export function readPicture(path: string): Raster {
  const { data, width, height } = PNG.sync.read(readFileSync(path));
  return { data: new Uint8ClampedArray(data), widthPx: width, heightPx: height };
}

export function writePicture(path: string, raster: Raster): void {
  mkdirSync(dirname(path), { recursive: true });
  const png = new PNG({ width: raster.widthPx, height: raster.heightPx });
  png.data.set(raster.data);
  writeFileSync(path, PNG.sync.write(png));
}

export interface Difference {
  /** Largest of any channel, 0..255. */
  largest: number;
  /** Pixels with a channel more than 1 off. */
  pixels: number;
}

/** @param expected of the same size as `actual` */
export function difference(expected: Raster, actual: Raster): Difference {
  let largest = 0;
  let pixels = 0;
  for (let at = 0; at < expected.data.length; at += 4) {
    const off = Math.max(...channelDifferences(expected, actual, at));
    largest = Math.max(largest, off);
    if (off > 1) pixels++;
  }
  return { largest, pixels };
}

/** Three panes side by side: expected, where they differ (black to white), actual. */
export function comparison(expected: Raster, actual: Raster): Raster {
  const { widthPx, heightPx } = expected;
  const sheet: Raster = {
    data: new Uint8ClampedArray(widthPx * 3 * heightPx * 4),
    widthPx: widthPx * 3,
    heightPx,
  };
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const from = (y * widthPx + x) * 4;
      const to = (y * sheet.widthPx + x) * 4;
      const off = Math.max(...channelDifferences(expected, actual, from));
      // Even the smallest miss must be seen.
      const shade = off === 0 ? 0 : 55 + Math.round((off * 200) / 255);
      sheet.data.set(expected.data.subarray(from, from + 4), to);
      sheet.data.set([shade, shade, shade, 255], to + widthPx * 4);
      sheet.data.set(actual.data.subarray(from, from + 4), to + widthPx * 8);
    }
  }
  return sheet;
}

const channelDifferences = (one: Raster, other: Raster, at: number): number[] =>
  [0, 1, 2, 3].map((channel) => Math.abs(one.data[at + channel]! - other.data[at + channel]!));
