import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Raster } from '../../../core/raster/raster.ts';
import { outlineOf, outlinePath, type Point } from './outline.ts';

function mask(widthPx: number, heightPx: number, alpha: (x: number, y: number) => number): Raster {
  const data = new Uint8ClampedArray(widthPx * heightPx * 4);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) data[(y * widthPx + x) * 4 + 3] = alpha(x, y);
  return { data, widthPx, heightPx };
}

/** Signed by the direction of the loop: holes run the other way round. */
const areaOf = (loop: Point[]) =>
  loop.reduce((sum, { x, y }, index) => {
    const next = loop[(index + 1) % loop.length]!;
    return sum + (x * next.y - next.x * y) / 2;
  }, 0);

/** By the even-odd rule, with a ray to the right. */
const inside = (loops: Point[][], x: number, y: number) =>
  loops
    .flatMap((loop) => loop.map((from, index) => [from, loop[(index + 1) % loop.length]!] as const))
    .filter(
      ([from, to]) =>
        from.y > y !== to.y > y && x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x),
    ).length %
    2 ===
  1;

describe('outlineOf', () => {
  it('is null where nothing is drawn', () => {
    expect(outlineOf(mask(8, 8, () => 0))).toBeNull();
    expect(outlineOf(mask(8, 8, () => 2))).toBeNull();
  });

  it('of a filled canvas is the canvas', () => {
    const outline = outlineOf(mask(20, 10, () => 255))!;
    expect(outline.box).toEqual({ left: 0, top: 0, right: 20, bottom: 10 });
    expect(outline.loops).toHaveLength(1);
  });

  it('of a rectangle has its box, its area and four handles', () => {
    const outline = outlineOf(
      mask(40, 40, (x, y) => (x >= 10 && x < 30 && y >= 5 && y < 25 ? 255 : 0)),
    )!;
    expect(outline.box).toEqual({ left: 10, top: 5, right: 30, bottom: 25 });
    expect(Math.abs(areaOf(outline.loops[0]!))).toBeGreaterThan(398);
    expect(outline.handles).toHaveLength(4);
  });

  it('follows a slanted edge, not its stairs', () => {
    const outline = outlineOf(
      mask(100, 100, (x, y) => Math.max(0, Math.min(1, x - 2 * y + 0.5)) * 255),
    )!;
    // A triangle: its corners, with a little chamfer where antialiasing rounds them.
    expect(outline.loops[0]!.length).toBeLessThanOrEqual(8);
    expect(outline.handles).toHaveLength(3);
  });

  it('puts faint elements within their own edge', () => {
    const strong = outlineOf(mask(30, 30, (x) => (x < 12 ? 255 : 0)))!;
    const faint = outlineOf(mask(30, 30, (x) => (x < 12 ? 40 : 0)))!;
    expect(faint.box).toEqual(strong.box);
  });

  it('keeps holes and islands apart', () => {
    const ring = outlineOf(
      mask(40, 40, (x, y) => {
        const radius = Math.hypot(x - 20, y - 20);
        return radius < 16 && radius > 8 ? 255 : 0;
      }),
    )!;
    expect(ring.loops).toHaveLength(2);
    const [outer, hole] = ring.loops.map(areaOf);
    expect(Math.sign(outer!)).toBe(-Math.sign(hole!));
    // Many-cornered: the box carries the handles.
    expect(ring.handles).toHaveLength(4);
  });

  it('has every painted pixel inside and every other outside, whatever the shape', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 64, maxLength: 64 }), (ink) => {
        const loops = outlineOf(mask(8, 8, (x, y) => (ink[y * 8 + x] ? 255 : 0)))?.loops ?? [];
        const found = ink.map((_, at) => inside(loops, (at % 8) + 0.5, Math.floor(at / 8) + 0.5));
        expect(found).toEqual(ink);
      }),
    );
  });
});

describe('outlinePath', () => {
  it('closes every loop', () => {
    const outline = outlineOf(mask(9, 9, (x) => (x % 4 === 1 ? 255 : 0)))!;
    expect(outlinePath(outline).match(/Z/g)).toHaveLength(outline.loops.length);
    expect(outlinePath(outline)).toMatch(/^(M[\d. L]+Z)+$/);
  });
});
