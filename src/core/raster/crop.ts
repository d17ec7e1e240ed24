/** Cuts the middle out of a raster. */
import type { Raster } from './raster.ts';

/**
 * Centre crop to a square, with torchvision's offset: `round((side - sidePx) / 2)`, and Python
 * rounds a half to the even neighbour. (The hub's image processors floor instead, one pixel away
 * where the difference is 3, 7, 11 …; the published scores came through torchvision.)
 * @param sidePx at most the raster's shorter side
 * @throws RangeError where the raster is too small; nothing in the protocol pads
 * Parity: tests/parity/pixels.json, equal.
 */
export function cropCentre(raster: Raster, sidePx: number): Raster {
  const { data: source, widthPx, heightPx } = raster;
  if (widthPx < sidePx || heightPx < sidePx) {
    throw new RangeError(`no ${sidePx} px square in ${widthPx} x ${heightPx}`);
  }
  const left = roundHalfToEven((widthPx - sidePx) / 2);
  const top = roundHalfToEven((heightPx - sidePx) / 2);
  const data = new Uint8ClampedArray(sidePx * sidePx * 4);
  for (let y = 0; y < sidePx; y++) {
    const from = ((top + y) * widthPx + left) * 4;
    data.set(source.subarray(from, from + sidePx * 4), y * sidePx * 4);
  }
  return { data, widthPx: sidePx, heightPx: sidePx };
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
