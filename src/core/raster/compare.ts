/**
 * How alike two pictures of one size are without any encoder: the plain yardsticks that an
 * image-image score has to beat. All ignore alpha; the rasters are opaque.
 */
import type { Raster } from './raster.ts';

/**
 * Cosine of the two pictures' ink: 255 minus each channel, so that white paper weighs nothing
 * (of the bytes themselves, most drawings on white would look alike).
 * @returns 0..1; two white pictures are 1, a white and another one 0
 * @throws RangeError where the sizes differ
 */
export function pixelCosine(a: Raster, b: Raster): number {
  assertSameSize(a, b);
  return cosineOf(inkOf(a), inkOf(b));
}

/**
 * Cosine of the two edge maps: where lines and borders run, whatever the colours.
 * @returns 0..1; two pictures without any edge are 1, one without and one with are 0
 * @throws RangeError where the sizes differ
 */
export function edgeCosine(a: Raster, b: Raster): number {
  assertSameSize(a, b);
  return cosineOf(edgeMap(a), edgeMap(b));
}

/**
 * @returns mean over pixels and the three channels, 0..255
 * @throws RangeError where the sizes differ
 */
export function meanAbsoluteDifference(a: Raster, b: Raster): number {
  assertSameSize(a, b);
  let sum = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    for (let channel = at; channel < at + 3; channel++) {
      sum += Math.abs(a.data[channel]! - b.data[channel]!);
    }
  }
  return sum / (a.widthPx * a.heightPx * 3);
}

/**
 * Sobel gradient length of the luma; the outermost pixels repeat beyond the border, so a flat
 * picture has no edges at all.
 * @returns length = widthPx * heightPx, each >= 0
 */
export function edgeMap(raster: Raster): Float32Array<ArrayBuffer> {
  const { widthPx, heightPx } = raster;
  const luma = lumaOf(raster);
  const edges = new Float32Array(luma.length);
  for (let y = 0; y < heightPx; y++) {
    const above = Math.max(y - 1, 0) * widthPx;
    const here = y * widthPx;
    const below = Math.min(y + 1, heightPx - 1) * widthPx;
    for (let x = 0; x < widthPx; x++) {
      const left = Math.max(x - 1, 0);
      const right = Math.min(x + 1, widthPx - 1);
      const across =
        luma[above + right]! -
        luma[above + left]! +
        2 * (luma[here + right]! - luma[here + left]!) +
        luma[below + right]! -
        luma[below + left]!;
      const down =
        luma[below + left]! -
        luma[above + left]! +
        2 * (luma[below + x]! - luma[above + x]!) +
        luma[below + right]! -
        luma[above + right]!;
      edges[here + x] = Math.hypot(across, down);
    }
  }
  return edges;
}

/** ITU-R 601 luma in whole numbers (weights of 1000, 0..255,000): equal colours cancel exactly. */
function lumaOf({ data }: Raster): Int32Array {
  const luma = new Int32Array(data.length / 4);
  for (let i = 0, at = 0; i < luma.length; i++, at += 4) {
    luma[i] = 299 * data[at]! + 587 * data[at + 1]! + 114 * data[at + 2]!;
  }
  return luma;
}

function inkOf({ data }: Raster): Float32Array {
  const ink = new Float32Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    ink[to++] = 255 - data[from]!;
    ink[to++] = 255 - data[from + 1]!;
    ink[to++] = 255 - data[from + 2]!;
  }
  return ink;
}

/** Of vectors without negative numbers; an empty one is like an empty one and unlike all else. */
function cosineOf(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    squaresA += a[i]! * a[i]!;
    squaresB += b[i]! * b[i]!;
  }
  if (squaresA === 0 && squaresB === 0) return 1;
  if (squaresA === 0 || squaresB === 0) return 0;
  return Math.min(1, dot / Math.sqrt(squaresA * squaresB));
}

function assertSameSize(a: Raster, b: Raster): void {
  if (a.widthPx !== b.widthPx || a.heightPx !== b.heightPx) {
    throw new RangeError(
      `pictures of ${a.widthPx} x ${a.heightPx} and ${b.widthPx} x ${b.heightPx} px`,
    );
  }
}
