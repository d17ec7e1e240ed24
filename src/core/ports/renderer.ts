/** The port behind which programs become pixels. */
import type { Result } from '../failure.ts';
import type { CheckedProgram } from '../program/checked-program.ts';
import type { Raster } from '../raster/raster.ts';

/**
 * `fit`: drawn into a square of `sidePx` (1..2048), aspect kept, centred.
 * `intrinsic`: at the program's own size, shrunk to `maxSidePx` where a side would exceed it.
 */
export type DrawSize = { kind: 'fit'; sidePx: number } | { kind: 'intrinsic'; maxSidePx: number };

export interface RenderJob {
  program: CheckedProgram;
  size: DrawSize;
  background: 'white' | 'transparent';
  /** Wall clock; the protocol's own limit is 3,000. */
  limitMs: number;
}

/** What is known of a drawing without its pixels. */
export interface Probe {
  /** See `isBlank`. */
  blank: boolean;
}

export interface Renderer {
  /** Name and version for records, e.g. `resvg-wasm 2.6.2`. */
  readonly version: string;
  /**
   * @param signal aborting ends the worker; the call rejects with its reason
   * @returns the raster, or a `draw` failure: `timeout` after job.limitMs, `trap` when the
   *   renderer died (its worker is already replaced), `unsupported` with the renderer's words
   */
  render(job: RenderJob, signal?: AbortSignal): Promise<Result<Raster>>;
  /**
   * Draws as `render` does and fails as it does, but tells only whether anything shows: the pixels, a
   * megabyte at 512 x 512, stay where they were made.
   */
  probe(job: RenderJob, signal?: AbortSignal): Promise<Result<Probe>>;
  dispose(): void;
}
