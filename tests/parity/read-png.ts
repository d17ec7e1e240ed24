/** PNG files of the vectors as rasters. */
import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import type { Raster } from '../../src/core/raster/raster.ts';

/** @param url of an 8-bit PNG; one without alpha is opaque */
export function readPng(url: URL): Raster {
  const { data, width, height } = PNG.sync.read(readFileSync(url));
  return { data: new Uint8ClampedArray(data), widthPx: width, heightPx: height };
}
