import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittedPart, shownBox, ticksAlong } from './view-box.ts';

const labels = (start: number, length: number) =>
  ticksAlong(start, length).flatMap((tick) => (tick.label === null ? [] : [tick.label]));

describe('ticksAlong', () => {
  it('quarters a canvas that is a power of two', () => {
    expect(labels(0, 512)).toEqual(['128', '256', '384']);
    expect(ticksAlong(0, 512)).toHaveLength(17);
  });

  it('takes round numbers for other sizes', () => {
    expect(labels(0, 100)).toEqual(['20', '40', '60', '80']);
    expect(labels(0, 24)).toEqual(['5', '10', '15', '20']);
    expect(labels(-1, 2)).toEqual(['\u22120.5', '0', '0.5']);
  });

  it('keeps every tick on the side, few enough to read', () => {
    const size = fc.double({ min: 1e-3, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), size, (start, length) => {
        const ticks = ticksAlong(start, length);
        expect(ticks.length).toBeLessThanOrEqual(45);
        expect(ticks.every((tick) => tick.at >= 0 && tick.at <= 1)).toBe(true);
        expect(ticks.filter((tick) => tick.major).length).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});

describe('shownBox', () => {
  it('is the viewBox where the shapes agree', () => {
    const viewBox = { x: 0, y: 0, width: 24, height: 24 };
    expect(shownBox(viewBox, { width: 512, height: 512 })).toEqual(viewBox);
  });

  it('is wider where the picture is', () => {
    const box = shownBox({ x: 0, y: 0, width: 100, height: 100 }, { width: 400, height: 200 });
    expect(box).toEqual({ x: -50, y: 0, width: 200, height: 100 });
  });
});

describe('fittedPart', () => {
  it('is the whole square for a square', () => {
    expect(fittedPart({ width: 24, height: 24 }, 512)).toEqual({
      x: 0,
      y: 0,
      width: 512,
      height: 512,
    });
  });

  it('leaves bands above and below a wide picture', () => {
    expect(fittedPart({ width: 800, height: 400 }, 512)).toEqual({
      x: 0,
      y: 128,
      width: 512,
      height: 256,
    });
  });
});
