/** How many pixels a drawing gets, decided here and never by the program. */
import type { DrawSize } from '../../core/ports/renderer.ts';

export interface CanvasPlan {
  /** Side handed to resvg, which derives the other and rounds it. */
  fitTo: { mode: 'width' | 'height'; value: number } | { mode: 'original' };
  /** The drawing's own pixels. Either may be 0: thinner than half a pixel, nothing shows. */
  drawnPx: { width: number; height: number };
  /** The raster, letterboxed where it is larger than the drawing. */
  rasterPx: { width: number; height: number };
}

/**
 * The longer side decides: resvg traps where a side grows beyond memory, as 1 x 100,000 fitted
 * to a width does.
 * @param size the program's own, positive
 */
export function planCanvas(size: { width: number; height: number }, draw: DrawSize): CanvasPlan {
  const { width, height } = size;
  const longSide = Math.max(width, height);
  if (draw.kind === 'intrinsic' && longSide <= draw.maxSidePx && Math.min(width, height) >= 0.5) {
    const drawnPx = { width: Math.round(width), height: Math.round(height) };
    return { fitTo: { mode: 'original' }, drawnPx, rasterPx: drawnPx };
  }
  const value =
    draw.kind === 'fit' ? draw.sidePx : Math.max(1, Math.min(draw.maxSidePx, Math.round(longSide)));
  const drawnPx =
    width >= height
      ? { width: value, height: Math.round((value * height) / width) }
      : { width: Math.round((value * width) / height), height: value };
  return {
    fitTo: { mode: width >= height ? 'width' : 'height', value },
    drawnPx,
    rasterPx:
      draw.kind === 'fit'
        ? { width: draw.sidePx, height: draw.sidePx }
        : { width: Math.max(1, drawnPx.width), height: Math.max(1, drawnPx.height) },
  };
}
