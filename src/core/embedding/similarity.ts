/** How near two embeddings lie. */
import { failed, success, type Result } from '../failure.ts';

/**
 * Scales a tower's output to length 1, which is what embeddings are from then on.
 * @returns a new vector, or an `embed` failure `not-finite` where a component is NaN or infinite or
 *   the vector has no direction: such numbers say that the weights or the backend are broken
 */
export function unitVector(vector: Float32Array): Result<Float32Array<ArrayBuffer>> {
  let squares = 0;
  for (const component of vector) squares += component * component;
  const length = Math.sqrt(squares);
  // A sum of float32 squares can't overflow a double, so this also finds every bad component.
  if (!Number.isFinite(length) || length === 0) {
    return failed({
      stage: 'embed',
      kind: 'not-finite',
      detail: `The encoder gave a vector of length ${length}: its weights or the backend are broken.`,
    });
  }
  return success(Float32Array.from(vector, (component) => component / length));
}

/**
 * Cosine of two unit vectors: protocol.md's "cos", plain, not times 100, not clamped, so it may
 * leave -1..1 by float32 rounding (about 1e-7).
 * @throws RangeError where the lengths differ: vectors of two encoders can't be compared
 */
export function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`vectors of ${a.length} and ${b.length} numbers`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** 1 - cosine: 0 for the same direction, up to 2. */
export const distance = (a: Float32Array, b: Float32Array): number => 1 - cosine(a, b);
