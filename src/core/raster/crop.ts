/** Which square is the middle of a raster. */
import type { Part } from './resize.ts';

/**
 * Centre crop to a square, with torchvision's offset: `round((side - sidePx) / 2)`, and Python
 * rounds a half to the even neighbour. (The hub's image processors floor instead, one pixel away
 * where the difference is 3, 7, 11 …; the published scores came through torchvision.)
 * @param sidePx at most the shorter side
 * @throws RangeError where the raster is too small; nothing in the protocol pads
 * Parity: tests/parity/pixels.json, equal.
 */
export function centreSquare(size: { widthPx: number; heightPx: number }, sidePx: number): Part {
  const { widthPx, heightPx } = size;
  if (widthPx < sidePx || heightPx < sidePx) {
    throw new RangeError(`no ${sidePx} px square in ${widthPx} x ${heightPx}`);
  }
  return {
    left: roundHalfToEven((widthPx - sidePx) / 2),
    top: roundHalfToEven((heightPx - sidePx) / 2),
    widthPx: sidePx,
    heightPx: sidePx,
  };
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
