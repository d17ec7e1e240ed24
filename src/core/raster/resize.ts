/** Antialiased resizing whose bytes equal Pillow's `Image.resize`. */
import type { Raster } from './raster.ts';
import { PRECISION_BITS, resampleKernel, type ResampleFilter } from './resample-kernel.ts';

type Pixels = Raster['data'];

/** A part of the result, in its pixels. */
export interface Part {
  left: number;
  top: number;
  widthPx: number;
  heightPx: number;
}

/** Added before the shift, which floors: together they round. */
const HALF = 1 << (PRECISION_BITS - 1);

/**
 * Resizes in two passes, rows then columns, with 8-bit pixels between them, as Pillow's
 * ImagingResample does; an axis whose length stays is not filtered. (From 13.0 on, Pillow takes
 * columns first where a tall picture shrinks: up to 8/255 away. The published scores are older.)
 * @param raster opaque: alpha is not read, and is 255 in the result
 * @param widthPx at least 1, like `heightPx`; aspect is not kept
 * @param part of the result that is wanted, inside it: only that is computed and given
 * @returns a new raster, also where the size stays
 * @throws RangeError for a side that is no positive integer
 * Parity: tests/parity/pixels.json, equal to Pillow 11.3.0.
 */
export function resizeRaster(
  raster: Raster,
  widthPx: number,
  heightPx: number,
  filter: ResampleFilter,
  part: Part = { left: 0, top: 0, widthPx, heightPx },
): Raster {
  for (const side of [widthPx, heightPx, raster.widthPx, raster.heightPx]) {
    if (!Number.isInteger(side) || side < 1) throw new RangeError(`side of ${side} px`);
  }
  let data = raster.data;
  if (widthPx !== raster.widthPx || part.widthPx !== widthPx) {
    data = resampleRows(data, raster.widthPx, widthPx, filter, part);
  }
  if (heightPx !== raster.heightPx || part.heightPx !== heightPx) {
    data = resampleColumns(data, raster.heightPx, heightPx, filter, part);
  }
  return {
    data: data === raster.data ? opaqueCopy(data) : data,
    widthPx: part.widthPx,
    heightPx: part.heightPx,
  };
}

/** @returns all rows of the source, and of each the columns of the part */
function resampleRows(
  source: Pixels,
  sourceWidth: number,
  fullWidth: number,
  filter: ResampleFilter,
  { left, widthPx: width }: Part,
): Pixels {
  const range = { from: left, to: left + width };
  const { first, count, weights, slots } = resampleKernel(sourceWidth, fullWidth, filter, range);
  const height = source.length / (sourceWidth * 4);
  // Clamped: storing a sum that over- or undershoots a byte is Pillow's clip8.
  const target = new Uint8ClampedArray(width * height * 4);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const rowStart = y * sourceWidth * 4;
    for (let x = 0; x < width; x++) {
      let red = HALF;
      let green = HALF;
      let blue = HALF;
      let from = rowStart + first[x]! * 4;
      const lastSlot = x * slots + count[x]!;
      for (let slot = x * slots; slot < lastSlot; slot++) {
        const weight = weights[slot]!;
        // Math.imul keeps the sums in int32, which is what C computes and what is fast here.
        red = (red + Math.imul(source[from]!, weight)) | 0;
        green = (green + Math.imul(source[from + 1]!, weight)) | 0;
        blue = (blue + Math.imul(source[from + 2]!, weight)) | 0;
        from += 4;
      }
      target[to] = red >> PRECISION_BITS;
      target[to + 1] = green >> PRECISION_BITS;
      target[to + 2] = blue >> PRECISION_BITS;
      target[to + 3] = 255;
      to += 4;
    }
  }
  return target;
}

/** @param source as wide as the part */
function resampleColumns(
  source: Pixels,
  sourceHeight: number,
  fullHeight: number,
  filter: ResampleFilter,
  { top, widthPx: width, heightPx: height }: Part,
): Pixels {
  const range = { from: top, to: top + height };
  const { first, count, weights, slots } = resampleKernel(sourceHeight, fullHeight, filter, range);
  const target = new Uint8ClampedArray(width * height * 4);
  const stride = width * 4;
  let to = 0;
  for (let y = 0; y < height; y++) {
    const rowsStart = first[y]! * stride;
    const lastSlot = y * slots + count[y]!;
    for (let x = 0; x < stride; x += 4) {
      let red = HALF;
      let green = HALF;
      let blue = HALF;
      let from = rowsStart + x;
      for (let slot = y * slots; slot < lastSlot; slot++) {
        const weight = weights[slot]!;
        red = (red + Math.imul(source[from]!, weight)) | 0;
        green = (green + Math.imul(source[from + 1]!, weight)) | 0;
        blue = (blue + Math.imul(source[from + 2]!, weight)) | 0;
        from += stride;
      }
      target[to] = red >> PRECISION_BITS;
      target[to + 1] = green >> PRECISION_BITS;
      target[to + 2] = blue >> PRECISION_BITS;
      target[to + 3] = 255;
      to += 4;
    }
  }
  return target;
}

function opaqueCopy(source: Pixels): Pixels {
  const copy = source.slice();
  for (let at = 3; at < copy.length; at += 4) copy[at] = 255;
  return copy;
}
