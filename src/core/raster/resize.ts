/** Antialiased resizing whose bytes equal Pillow's `Image.resize`. */
import type { Raster } from './raster.ts';
import {
  PRECISION_BITS,
  resampleKernel,
  type ResampleFilter,
  type ResampleKernel,
} from './resample-kernel.ts';

const HALF = 1 << (PRECISION_BITS - 1);

/**
 * Resizes in two passes, rows then columns, with 8-bit pixels between them, as Pillow's
 * ImagingResample does; an axis whose length stays is not filtered. (From 13.0 on, Pillow takes
 * columns first where a tall picture shrinks: up to 8/255 away. The published scores are older.)
 * @param raster opaque: alpha is not read, and is 255 in the result
 * @param widthPx at least 1, like `heightPx`; aspect is not kept
 * @throws RangeError for a side that is no positive integer
 * Parity: tests/parity/pixels.json, equal to Pillow 11.3.0.
 */
export function resizeRaster(
  raster: Raster,
  widthPx: number,
  heightPx: number,
  filter: ResampleFilter,
): Raster {
  for (const side of [widthPx, heightPx, raster.widthPx, raster.heightPx]) {
    if (!Number.isInteger(side) || side < 1) throw new RangeError(`side of ${side} px`);
  }
  let pixels = dropAlpha(raster);
  if (widthPx !== raster.widthPx) {
    const kernel = resampleKernel(raster.widthPx, widthPx, filter);
    pixels = resampleRows(pixels, raster.widthPx, raster.heightPx, widthPx, kernel);
  }
  if (heightPx !== raster.heightPx) {
    const kernel = resampleKernel(raster.heightPx, heightPx, filter);
    pixels = resampleColumns(pixels, widthPx, heightPx, kernel);
  }
  return addAlpha(pixels, widthPx, heightPx);
}

/** Fixed point to a byte: Pillow's clip8. The shift floors, HALF was added to round. */
function toByte(sum: number): number {
  const value = sum >> PRECISION_BITS;
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

function resampleRows(
  source: Uint8Array,
  sourceWidth: number,
  height: number,
  width: number,
  kernel: ResampleKernel,
): Uint8Array {
  const { first, count, weights } = kernel;
  const target = new Uint8Array(width * height * 3);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const rowStart = y * sourceWidth * 3;
    for (let x = 0; x < width; x++) {
      let red = HALF;
      let green = HALF;
      let blue = HALF;
      let from = rowStart + first[x]! * 3;
      const lastSlot = x * kernel.width + count[x]!;
      for (let slot = x * kernel.width; slot < lastSlot; slot++, from += 3) {
        const weight = weights[slot]!;
        // Math.imul keeps the sums in int32, which is what C computes and what is fast here.
        red = (red + Math.imul(source[from]!, weight)) | 0;
        green = (green + Math.imul(source[from + 1]!, weight)) | 0;
        blue = (blue + Math.imul(source[from + 2]!, weight)) | 0;
      }
      target[to++] = toByte(red);
      target[to++] = toByte(green);
      target[to++] = toByte(blue);
    }
  }
  return target;
}

function resampleColumns(
  source: Uint8Array,
  width: number,
  height: number,
  kernel: ResampleKernel,
): Uint8Array {
  const { first, count, weights } = kernel;
  const stride = width * 3;
  const target = new Uint8Array(stride * height);
  // Whole rows are summed at once, so that memory is read in order.
  const sums = new Int32Array(stride);
  for (let y = 0; y < height; y++) {
    sums.fill(HALF);
    for (let i = 0; i < count[y]!; i++) {
      const weight = weights[y * kernel.width + i]!;
      const from = (first[y]! + i) * stride;
      for (let x = 0; x < stride; x++) sums[x]! += Math.imul(source[from + x]!, weight);
    }
    const to = y * stride;
    for (let x = 0; x < stride; x++) target[to + x] = toByte(sums[x]!);
  }
  return target;
}

function dropAlpha({ data, widthPx, heightPx }: Raster): Uint8Array {
  const pixels = new Uint8Array(widthPx * heightPx * 3);
  for (let from = 0, to = 0; to < pixels.length; from += 4, to += 3) {
    pixels[to] = data[from]!;
    pixels[to + 1] = data[from + 1]!;
    pixels[to + 2] = data[from + 2]!;
  }
  return pixels;
}

function addAlpha(pixels: Uint8Array, widthPx: number, heightPx: number): Raster {
  const data = new Uint8ClampedArray(widthPx * heightPx * 4);
  for (let from = 0, to = 0; from < pixels.length; from += 3, to += 4) {
    data[to] = pixels[from]!;
    data[to + 1] = pixels[from + 1]!;
    data[to + 2] = pixels[from + 2]!;
    data[to + 3] = 255;
  }
  return { data, widthPx, heightPx };
}
