import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diversityOf } from './diversity.ts';
import { RunningDiversity } from './running-diversity.ts';
import { unitVector } from './similarity.ts';

const unit = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 })
  .map((numbers) => unitVector(Float32Array.from(numbers)))
  .filter((made) => made.ok)
  .map((made) => made.value);

function running(vectors: readonly Float32Array[]): number | null {
  const diversity = new RunningDiversity();
  for (const vector of vectors) diversity.add(vector);
  return diversity.value();
}

test('it is what all vectors together give', () => {
  fc.assert(
    fc.property(fc.array(unit, { minLength: 2, maxLength: 9 }), (vectors) => {
      expect(running(vectors)).toBeCloseTo(diversityOf(vectors)!, 5);
    }),
  );
});

test('two vectors at a right angle are 1 apart, opposite ones 2', () => {
  const [x, y] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
  expect(running([x, y])).toBe(1);
  expect(running([x, Float32Array.of(-1, 0)])).toBe(2);
  expect(running([x, y, x])).toBeCloseTo(2 / 3, 12);
});

test('one vector has no pair, and equal ones no diversity, whatever their rounding', () => {
  const third = unitVector(Float32Array.of(1, 1, 1));
  const vector = third.ok ? third.value : Float32Array.of();
  expect(running([vector])).toBeNull();
  expect(running([vector, vector, vector])).toBe(0);
});

test('vectors of two encoders are refused', () => {
  const diversity = new RunningDiversity();
  diversity.add(Float32Array.of(1));
  expect(() => diversity.add(Float32Array.of(1, 0))).toThrow(RangeError);
});
