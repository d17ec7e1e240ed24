/**
 * Every ceiling a program meets on its way to a picture, in one place so that a record can show
 * them. Starting values from the fault table; each is far above what drawings need and below
 * what was measured to hang the renderer.
 */
export interface ProgramLimits {
  /** A stream is ended here: what had arrived is kept, and never searched for a program. */
  responseBytes: number;
  /** UTF-8 size of one program. */
  programBytes: number;
  /** Elements after every `use` is expanded. */
  elements: number;
  /** Nesting of elements; a parser's stack is finite, also in wasm. */
  depth: number;
  /** Nesting after expansion: a chain of `use` or of patterns is as deep as it is long. */
  expandedDepth: number;
  /** Text that entities may grow to. */
  entityBytes: number;
  /** Primitives within one `filter`. */
  filterPrimitives: number;
  /** Pictures drawn off screen after expansion: one for each mask, pattern or filter primitive. */
  layers: number;
  /** feTurbulence; cost is linear in it, detail beyond 8 is below a pixel. */
  turbulenceOctaves: number;
  /** feMorphology, in 1,024ths of the view box's longer side; cost grows with its square. */
  morphologyRadius: number;
  /** feConvolveMatrix, each side. */
  convolveOrder: number;
  /** feGaussianBlur and feDropShadow, in 1,024ths of the view box's longer side. */
  blurDeviation: number;
  /** Pixels of all embedded pictures together, read from their headers. */
  imagePixels: number;
  /** SVG pictures inside SVG pictures. */
  nestedPrograms: number;
  /** CSS selectors times elements: each pair is compared. */
  selectorMatches: number;
  /** Sides and view boxes beyond it are clamped; pixels are ours to choose, so cost is not. */
  canvasSide: number;
  /** Wall clock of one drawing (the official limit). */
  renderMs: number;
}

export const LIMITS: Readonly<ProgramLimits> = Object.freeze({
  responseBytes: 16 * 1024 * 1024,
  programBytes: 1024 * 1024,
  elements: 50_000,
  depth: 256,
  expandedDepth: 512,
  entityBytes: 256 * 1024,
  filterPrimitives: 64,
  layers: 4_096,
  turbulenceOctaves: 24,
  morphologyRadius: 64,
  convolveOrder: 16,
  blurDeviation: 1_000,
  imagePixels: 16_000_000,
  nestedPrograms: 3,
  selectorMatches: 2_000_000,
  canvasSide: 1_000_000,
  renderMs: 3_000,
});
