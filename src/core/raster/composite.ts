/** Lays a drawing with transparency on paper, as the protocol's reference pipeline does. */
import type { Raster } from './raster.ts';

/**
 * Puts straight-alpha RGBA on opaque white: per channel `(255 (255 - a) + c a) / 255`, rounded to
 * nearest. This is Pillow's `Image.new('RGB', size, 'white').paste(drawing, mask=alpha)`; its
 * `alpha_composite` on a white ground gives the same bytes for all 65,536 pairs of c and a.
 * @param raster straight alpha, not premultiplied
 * @returns a new raster with every alpha 255; the input is left as it was
 * Parity: tests/parity/pixels.json, equal.
 */
export function compositeOnWhite(raster: Raster): Raster {
  const { data: source, widthPx, heightPx } = raster;
  const data = new Uint8ClampedArray(source.length);
  for (let at = 0; at < source.length; at += 4) {
    const alpha = source[at + 3]!;
    const paper = 255 * (255 - alpha);
    data[at] = divideBy255(paper + source[at]! * alpha);
    data[at + 1] = divideBy255(paper + source[at + 1]! * alpha);
    data[at + 2] = divideBy255(paper + source[at + 2]! * alpha);
    data[at + 3] = 255;
  }
  return { data, widthPx, heightPx };
}

/** Pillow's DIV255: exact rounded division for 0..65,025 without a division. */
function divideBy255(product: number): number {
  const shifted = product + 128;
  return ((shifted >> 8) + shifted) >> 8;
}

/** Whether every pixel is fully opaque, as the encoders' preprocessing asks for. */
export function isOpaque(raster: Raster): boolean {
  for (let at = 3; at < raster.data.length; at += 4) if (raster.data[at] !== 255) return false;
  return true;
}
