/** From a picture to what an image tower reads. */
import { centreSquare } from '../raster/crop.ts';
import type { Raster } from '../raster/raster.ts';
import { resizeRaster } from '../raster/resize.ts';
import type { ImagePreprocessing } from './encoder-card.ts';

/** Side to which the protocol brings every reference, before an encoder's own preprocessing. */
const REFERENCE_SIDE_PX = 224;

/**
 * Raster to tower input: resize, centre crop where the aspect is kept, 0..1, then per-channel
 * normalisation.
 * @param raster opaque RGBA8 of any size (transparency: `compositeOnWhite` first)
 * @returns shape [3, sidePx, sidePx], channels R, G, B
 * Parity: tests/parity/pixels.json, pixels equal, values within 1e-5.
 */
export function preprocessImage(
  raster: Raster,
  rule: ImagePreprocessing,
): Float32Array<ArrayBuffer> {
  return toTensor(fitForTower(raster, rule), rule);
}

/** The 8-bit half of `preprocessImage`: a square of `sidePx`, still pixels. */
export function fitForTower(raster: Raster, rule: ImagePreprocessing): Raster {
  if (rule.fit === 'squash') return resizeRaster(raster, rule.sidePx, rule.sidePx, rule.filter);
  const size = shortestEdgeSize(raster, rule.resizePx);
  // Only the square that is kept: all of a 1 x 2048 drawing would be 411 MB.
  const square = centreSquare(size, rule.sidePx);
  return resizeRaster(raster, size.widthPx, size.heightPx, rule.filter, square);
}

/**
 * Size with the shorter side at `resizePx`. The longer one is cut to whole pixels, not rounded:
 * torchvision's Resize and the hub's image processors both say `int(resizePx * long / short)`.
 */
export function shortestEdgeSize(
  size: { widthPx: number; heightPx: number },
  resizePx: number,
): { widthPx: number; heightPx: number } {
  const { widthPx, heightPx } = size;
  return widthPx <= heightPx
    ? { widthPx: resizePx, heightPx: Math.trunc((resizePx * heightPx) / widthPx) }
    : { widthPx: Math.trunc((resizePx * widthPx) / heightPx), heightPx: resizePx };
}

/**
 * A reference picture as the protocol hands it to the encoders: 224 x 224. A photo is squashed,
 * not cropped; a drawn SVG is resized the same way. The official transform is torchvision's
 * `ToTensor, Resize((224, 224))`, whose filter is bilinear with antialias.
 * @param raster opaque
 */
export const fitReference = (raster: Raster): Raster =>
  resizeRaster(raster, REFERENCE_SIDE_PX, REFERENCE_SIDE_PX, 'bilinear');

function toTensor(raster: Raster, { mean, std }: ImagePreprocessing): Float32Array<ArrayBuffer> {
  const { data } = raster;
  const plane = raster.widthPx * raster.heightPx;
  const tensor = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    // A channel takes 256 values: normalise each once.
    const values = new Float32Array(256);
    for (let byte = 0; byte < 256; byte++) {
      values[byte] = (byte / 255 - mean[channel]!) / std[channel]!;
    }
    const offset = channel * plane;
    for (let i = 0, at = channel; i < plane; i++, at += 4) tensor[offset + i] = values[data[at]!]!;
  }
  return tensor;
}
