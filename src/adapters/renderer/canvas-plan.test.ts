import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planCanvas } from './canvas-plan.ts';

const side = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const sidePx = fc.integer({ min: 1, max: 2_048 });

test('a fitted drawing touches two sides of its square and leaves none', () => {
  fc.assert(
    fc.property(side, side, sidePx, (width, height, square) => {
      const { drawnPx, rasterPx } = planCanvas({ width, height }, { kind: 'fit', sidePx: square });
      expect(rasterPx).toEqual({ width: square, height: square });
      expect(Math.max(drawnPx.width, drawnPx.height)).toBe(square);
    }),
  );
});

test('an intrinsic raster has at least one pixel, and no side beyond its limit', () => {
  fc.assert(
    fc.property(side, side, sidePx, (width, height, maxSidePx) => {
      const { rasterPx } = planCanvas({ width, height }, { kind: 'intrinsic', maxSidePx });
      for (const pixels of [rasterPx.width, rasterPx.height]) {
        expect(pixels).toBeGreaterThanOrEqual(1);
        expect(pixels).toBeLessThanOrEqual(maxSidePx);
      }
    }),
  );
});

test('a size within the limit is kept', () => {
  const plan = planCanvas({ width: 300, height: 150.4 }, { kind: 'intrinsic', maxSidePx: 2_048 });
  expect(plan.fitTo).toEqual({ mode: 'original' });
  expect(plan.rasterPx).toEqual({ width: 300, height: 150 });
});

test('a sliver is fitted by its long side and may vanish', () => {
  const plan = planCanvas({ width: 1, height: 100_000 }, { kind: 'fit', sidePx: 224 });
  expect(plan.fitTo).toEqual({ mode: 'height', value: 224 });
  expect(plan.drawnPx.width).toBe(0);
});
