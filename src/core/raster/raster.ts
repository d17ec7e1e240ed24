/** Pixels as they leave the renderer: RGBA8, straight alpha, row-major. */
export interface Raster {
  /** length = widthPx * heightPx * 4 */
  data: Uint8ClampedArray<ArrayBuffer>;
  widthPx: number;
  heightPx: number;
}
