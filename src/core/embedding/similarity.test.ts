import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cosine, distance, unitVector } from './similarity.ts';

const component = fc.float({ min: -100, max: 100, noNaN: true });
const pair = fc.integer({ min: 1, max: 64 }).chain((length) => {
  const vector = fc
    .array(component, { minLength: length, maxLength: length })
    .map((numbers) => Float32Array.from(numbers))
    .filter((numbers) => Math.hypot(...numbers) > 1e-3);
  return fc.tuple(vector, vector);
});

function unit(vector: Float32Array): Float32Array {
  const result = unitVector(vector);
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

test('similarity is symmetric, within -1 and 1, and 1 with itself', () => {
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const [x, y] = [unit(a), unit(b)];
      expect(cosine(x, y)).toBe(cosine(y, x));
      expect(Math.abs(cosine(x, y))).toBeLessThanOrEqual(1 + 1e-6);
      expect(cosine(x, x)).toBeCloseTo(1, 6);
      expect(distance(x, x)).toBeCloseTo(0, 6);
    }),
  );
});

test('similarity is free of scale', () => {
  fc.assert(
    fc.property(pair, fc.double({ min: 0.01, max: 100, noNaN: true }), ([a, b], scale) => {
      const scaled = unit(a.map((x) => x * scale));
      expect(cosine(scaled, unit(b))).toBeCloseTo(cosine(unit(a), unit(b)), 5);
    }),
  );
});

test('opposite directions are -1, and 2 apart', () => {
  const x = unit(Float32Array.of(3, 4));
  expect(cosine(x, unit(Float32Array.of(-3, -4)))).toBeCloseTo(-1, 6);
  expect(distance(x, unit(Float32Array.of(-3, -4)))).toBeCloseTo(2, 6);
});

test.each([[NaN], [Infinity], [-Infinity]])(
  'a component of %d is a failure, not a score',
  (bad) => {
    expect(unitVector(Float32Array.of(1, bad, 0))).toMatchObject({
      ok: false,
      failure: { stage: 'embed', kind: 'not-finite' },
    });
  },
);

test('a vector without direction is a failure', () => {
  expect(unitVector(new Float32Array(4)).ok).toBe(false);
  expect(unitVector(new Float32Array(0)).ok).toBe(false);
});

test('the largest floats still have a length', () => {
  const largest = Float32Array.of(3.4e38, 3.4e38);
  expect(cosine(unit(largest), unit(largest))).toBeCloseTo(1, 6);
});

test('vectors of two encoders are not compared', () => {
  expect(() => cosine(new Float32Array(2), new Float32Array(3))).toThrow(RangeError);
});
