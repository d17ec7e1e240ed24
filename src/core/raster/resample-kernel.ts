/** The weights of Pillow's antialiased resampling, in the fixed-point form it applies them in. */

export type ResampleFilter = 'bilinear' | 'bicubic';

/** Bits after the point: what 8-bit pixels and 2 guard bits leave of an int32 (Pillow, Resample.c). */
export const PRECISION_BITS = 32 - 8 - 2;

/**
 * For the i-th output pixel of the range: input pixels `first[i]` to `first[i] + count[i] - 1`,
 * weights from `i * slots`.
 */
export interface ResampleKernel {
  first: Int32Array;
  count: Int32Array;
  /** Fixed point with PRECISION_BITS after the point; a row sums to about `1 << PRECISION_BITS`. */
  weights: Int32Array;
  /** Slots per output pixel in `weights`. */
  slots: number;
}

const FILTERS: Record<ResampleFilter, { support: number; weigh: (x: number) => number }> = {
  bilinear: { support: 1, weigh: triangle },
  bicubic: { support: 2, weigh: keysCubic },
};

function triangle(x: number): number {
  const distance = Math.abs(x);
  return distance < 1 ? 1 - distance : 0;
}

/** Keys' cubic with a = -0.5 (Catmull-Rom); OpenCV and browsers use -0.75 and differ visibly. */
function keysCubic(x: number): number {
  const a = -0.5;
  const distance = Math.abs(x);
  if (distance < 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
  if (distance < 2) return (((distance - 5) * distance + 8) * distance - 4) * a;
  return 0;
}

// Programs come in endless sizes, so the memory is bounded; a run uses a handful of them.
const REMEMBERED = 64;
const remembered = new Map<string, ResampleKernel>();

/**
 * Weights that take `inputPx` pixels to `outputPx`; when shrinking, the filter widens with the
 * scale (antialias).
 * @param inputPx at least 1
 * @param outputPx at least 1
 * @param range output pixels that are wanted: `from` counted in, `to` left out
 */
export function resampleKernel(
  inputPx: number,
  outputPx: number,
  filter: ResampleFilter,
  range: { from: number; to: number } = { from: 0, to: outputPx },
): ResampleKernel {
  const key = `${inputPx}>${outputPx} ${filter} ${range.from}-${range.to}`;
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= REMEMBERED) {
    const [oldest] = remembered.keys();
    remembered.delete(oldest!);
  }
  const kernel = computeKernel(inputPx, outputPx, filter, range);
  remembered.set(key, kernel);
  return kernel;
}

function computeKernel(
  inputPx: number,
  outputPx: number,
  filter: ResampleFilter,
  { from, to }: { from: number; to: number },
): ResampleKernel {
  const { support: baseSupport, weigh } = FILTERS[filter];
  const scale = inputPx / outputPx;
  const filterScale = Math.max(scale, 1);
  const support = baseSupport * filterScale;
  const slots = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(to - from);
  const count = new Int32Array(to - from);
  const weights = new Int32Array((to - from) * slots);
  const row = new Float64Array(slots);
  // Multiplying by the reciprocal, not dividing: the last bit of a weight has to agree with Pillow.
  const reciprocal = 1 / filterScale;

  for (let out = 0; out < to - from; out++) {
    const centre = (from + out + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(inputPx, Math.trunc(centre + support + 0.5));
    let sum = 0;
    for (let i = 0; i < end - start; i++) {
      const weight = weigh((i + start - centre + 0.5) * reciprocal);
      row[i] = weight;
      sum += weight;
    }
    first[out] = start;
    count[out] = end - start;
    for (let i = 0; i < end - start; i++) {
      weights[out * slots + i] = toFixedPoint(sum === 0 ? row[i]! : row[i]! / sum);
    }
  }
  return { first, count, weights, slots };
}

/** Rounds half away from zero, as the C cast after adding or taking 0.5 does. */
function toFixedPoint(weight: number): number {
  const scaled = weight * (1 << PRECISION_BITS);
  return Math.trunc(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}
