/** Pictures that show nothing: scored like any other, but flagged. */
import type { Raster } from './raster.ts';

/** @returns whether all pixels are transparent, or all have one and the same colour and alpha */
export function isBlank({ data }: Raster): boolean {
  const pixels = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  const first = pixels[0];
  let isOneColour = true;
  let isTransparent = true;
  for (let index = 0; index < pixels.length; index++) {
    if (pixels[index] !== first) isOneColour = false;
    if (data[index * 4 + 3] !== 0) isTransparent = false;
    if (!isOneColour && !isTransparent) return false;
  }
  return true;
}
