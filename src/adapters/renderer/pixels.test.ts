import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blankRaster, centre, straightenAlpha } from './pixels.ts';

test('straightened colours, multiplied again, are within 1 of what they were', () => {
  const premultiplied = fc
    .integer({ min: 0, max: 255 })
    .chain((alpha) =>
      fc
        .tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: alpha })))
        .map((colours) => [...colours, alpha]),
    );
  fc.assert(
    fc.property(premultiplied, (pixel) => {
      const straight = straightenAlpha(new Uint8ClampedArray(pixel));
      const alpha = pixel[3]!;
      expect(straight[3]).toBe(alpha);
      for (const channel of [0, 1, 2]) {
        const back = (straight[channel]! * alpha) / 255;
        expect(Math.abs(back - pixel[channel]!)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('a drawing with an odd margin sits half a pixel up and left of the middle', () => {
  const dot = blankRaster({ width: 1, height: 1 }, 'white');
  const canvas = centre(dot, blankRaster({ width: 2, height: 3 }, 'transparent'));
  const alphas = [...canvas.data].filter((_value, index) => index % 4 === 3);
  expect(alphas).toEqual([0, 0, 255, 0, 0, 0]);
});
