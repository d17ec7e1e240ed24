/** From resvg's pixels to a raster's: straight alpha, centred on its canvas. */
import type { Raster } from '../../core/raster/raster.ts';

type Pixels = Uint8ClampedArray<ArrayBuffer>;

/** @returns a canvas of the background alone: opaque white, or nothing */
export function blankRaster(
  size: { width: number; height: number },
  background: 'white' | 'transparent',
): Raster {
  const data = new Uint8ClampedArray(size.width * size.height * 4);
  if (background === 'white') data.fill(255);
  return { data, widthPx: size.width, heightPx: size.height };
}

/** Puts the drawing in the middle of a canvas that is at least its size; half pixels go up and left. */
export function centre(drawing: Raster, canvas: Raster): Raster {
  const left = Math.floor((canvas.widthPx - drawing.widthPx) / 2);
  const top = Math.floor((canvas.heightPx - drawing.heightPx) / 2);
  const rowBytes = drawing.widthPx * 4;
  for (let y = 0; y < drawing.heightPx; y++) {
    const row = drawing.data.subarray(y * rowBytes, (y + 1) * rowBytes);
    canvas.data.set(row, ((top + y) * canvas.widthPx + left) * 4);
  }
  return canvas;
}

/**
 * Divides the colours by their alpha, in place, rounded to nearest; where nothing is drawn all
 * four are 0. Laid on a ground again, a pixel is within 1 of what it was.
 */
export function straightenAlpha(data: Pixels): Pixels {
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]!;
    if (alpha === 255 || alpha === 0) continue;
    // A clamped array rounds to nearest and stops at 255.
    data[at] = (data[at]! * 255) / alpha;
    data[at + 1] = (data[at + 1]! * 255) / alpha;
    data[at + 2] = (data[at + 2]! * 255) / alpha;
  }
  return data;
}
