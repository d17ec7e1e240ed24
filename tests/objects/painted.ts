/** What a drawing paints, measured on its pixels. */
import { Resvg } from '@resvg/resvg-js';
import type { Box } from '../../src/core/composer/box.ts';

/** RGBA8, premultiplied or not: only whether and how much differs is asked. */
export interface Pixels {
  data: Uint8Array;
  sidePx: number;
}

/** @param background left out: transparent */
export function drawSquare(source: string, sidePx: number, background?: string): Pixels {
  const drawing = new Resvg(source, {
    fitTo: { mode: 'width', value: sidePx },
    ...(background ? { background } : {}),
  }).render();
  return { data: new Uint8Array(drawing.pixels), sidePx };
}

/**
 * What is painted, in the drawing's units, to half a unit. The canvas is widened by 50 on every
 * side first: in a scene nothing is cut off at the edge of a drawing.
 */
export function paintedBox(source: string): Box {
  const widened = source.replace('viewBox="0 0 100 100"', 'viewBox="-50 -50 200 200"');
  const { data, sidePx } = drawSquare(widened, 400);
  let [left, top, right, bottom] = [sidePx, sidePx, 0, 0];
  for (let y = 0; y < sidePx; y++) {
    for (let x = 0; x < sidePx; x++) {
      // Fainter than this is an edge's smoothing.
      if (data[(y * sidePx + x) * 4 + 3]! < 24) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  const units = (px: number): number => px / 2;
  return {
    x: units(left) - 50,
    y: units(top) - 50,
    width: units(right - left),
    height: units(bottom - top),
  };
}

/** Largest distance between the edges of two boxes. */
export function edgeDistance(one: Box, other: Box): number {
  return Math.max(
    Math.abs(one.x - other.x),
    Math.abs(one.y - other.y),
    Math.abs(one.x + one.width - other.x - other.width),
    Math.abs(one.y + one.height - other.y - other.height),
  );
}

/** Share of the pixels that either drawing paints on which they differ visibly. */
export function differingShare(one: Pixels, other: Pixels): number {
  let [painted, differing] = [0, 0];
  for (let at = 0; at < one.data.length; at += 4) {
    if (one.data[at + 3]! < 24 && other.data[at + 3]! < 24) continue;
    painted++;
    const apart = [0, 1, 2, 3].some(
      (channel) => Math.abs(one.data[at + channel]! - other.data[at + channel]!) > 40,
    );
    if (apart) differing++;
  }
  return painted === 0 ? 0 : differing / painted;
}
