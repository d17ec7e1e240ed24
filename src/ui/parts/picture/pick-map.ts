/** Which element is on top at each place of a picture, from masks of the elements drawn alone. */
import type { Raster } from '../../../core/raster/raster.ts';

export interface PickMap {
  sidePx: number;
  /** Row-major; 0: none, else 1 + the element's place in the paint order. */
  owner: Uint16Array;
}

/** A tenth of full ink: enough to be seen, and to be meant. */
const SEEN_ALPHA = 26;

export const emptyPickMap = (sidePx: number): PickMap => ({
  sidePx,
  owner: new Uint16Array(sidePx * sidePx),
});

/**
 * Claims the places that an element paints and nobody claimed before: call for the topmost first,
 * then the map is right for what it has at any time.
 * @param mask square of `map.sidePx`, the element alone on a transparent background
 */
export function claim(map: PickMap, index: number, mask: Raster): void {
  if (mask.widthPx !== map.sidePx || mask.heightPx !== map.sidePx) {
    throw new RangeError(`mask of ${mask.widthPx} x ${mask.heightPx} for a map of ${map.sidePx}`);
  }
  for (let i = 0; i < map.owner.length; i++) {
    if (map.owner[i] === 0 && mask.data[i * 4 + 3]! >= SEEN_ALPHA) map.owner[i] = index + 1;
  }
}

/**
 * @param x,y 0..1 across the square
 * @param reachPx a thin line is taken from this far, when it stands on nothing or on what is
 *   painted before it
 * @returns place in the paint order, `null` where nothing is painted
 */
export function pickAt(map: PickMap, x: number, y: number, reachPx = 1): number | null {
  const side = map.sidePx;
  const column = Math.floor(x * side);
  const row = Math.floor(y * side);
  let best = 0;
  for (let dy = -reachPx; dy <= reachPx; dy++) {
    for (let dx = -reachPx; dx <= reachPx; dx++) {
      const atColumn = column + dx;
      const atRow = row + dy;
      if (atColumn < 0 || atRow < 0 || atColumn >= side || atRow >= side) continue;
      best = Math.max(best, map.owner[atRow * side + atColumn]!);
    }
  }
  return best === 0 ? null : best - 1;
}
