import { describe, expect, it } from 'vitest';
import type { Raster } from '../../../core/raster/raster.ts';
import { claim, emptyPickMap, pickAt } from './pick-map.ts';

function square(sidePx: number, painted: (x: number, y: number) => boolean): Raster {
  const data = new Uint8ClampedArray(sidePx * sidePx * 4);
  for (let i = 0; i < sidePx * sidePx; i++)
    if (painted(i % sidePx, Math.floor(i / sidePx))) data[i * 4 + 3] = 255;
  return { data, widthPx: sidePx, heightPx: sidePx };
}

describe('a pick map', () => {
  it('gives the topmost of the elements that overlap', () => {
    const map = emptyPickMap(10);
    claim(
      map,
      1,
      square(10, (x) => x < 5),
    );
    claim(
      map,
      0,
      square(10, () => true),
    );
    expect(pickAt(map, 0.2, 0.5)).toBe(1);
    expect(pickAt(map, 0.9, 0.5)).toBe(0);
  });

  it('gives null where nothing is painted, and outside', () => {
    const map = emptyPickMap(10);
    claim(
      map,
      0,
      square(10, (x) => x < 2),
    );
    expect(pickAt(map, 0.8, 0.5)).toBeNull();
    expect(pickAt(map, 1.4, -0.3)).toBeNull();
  });

  it('takes a thin line from beside it', () => {
    const map = emptyPickMap(100);
    claim(
      map,
      3,
      square(100, (x) => x === 50),
    );
    claim(
      map,
      0,
      square(100, () => true),
    );
    expect(pickAt(map, 0.515, 0.5)).toBe(3);
    expect(pickAt(map, 0.535, 0.5)).toBe(0);
  });

  it('ignores ink too faint to see', () => {
    const map = emptyPickMap(4);
    const faint = square(4, () => true);
    for (let i = 3; i < faint.data.length; i += 4) faint.data[i] = 10;
    claim(map, 0, faint);
    expect(pickAt(map, 0.5, 0.5)).toBeNull();
  });

  it('refuses a mask of another size', () => {
    expect(() =>
      claim(
        emptyPickMap(4),
        0,
        square(5, () => true),
      ),
    ).toThrow(RangeError);
  });
});
