/** SHA-256 of pixels in the byte order of the reference libraries. */
import { createHash } from 'node:crypto';
import type { Raster } from '../../src/core/raster/raster.ts';

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** R, G, B of each pixel, without alpha: what Pillow's and numpy's arrays hold. */
export function rgbBytes({ data }: Raster): Uint8Array {
  return data.filter((_, at) => at % 4 !== 3) as unknown as Uint8Array;
}
