/** The renderer port over resvg in workers: the same pixels in the page and in Node. */
import type { Probe, RenderJob, Renderer } from '../../core/ports/renderer.ts';
import type { Result } from '../../core/failure.ts';
import type { Raster } from '../../core/raster/raster.ts';
import { RenderPool } from './render-pool.ts';

const MAX_SIDE_PX = 2_048;

export class ResvgRenderer implements Renderer {
  readonly version = 'resvg-wasm 2.6.2';
  readonly #pool: RenderPool;

  /** @param workers 2 in a page; as many as processors in Node */
  constructor(workers = 2) {
    this.#pool = new RenderPool(workers);
  }

  /** Starts a worker ahead of the first drawing. */
  warmUp(): void {
    this.#pool.start();
  }

  /**
   * As the port says; rejects with an Error where no worker can be started.
   * @throws RangeError for a side that is no whole number in 1..2048, or a limit not above 0
   */
  async render(job: RenderJob, signal?: AbortSignal): Promise<Result<Raster>> {
    assertSound(job);
    return this.#pool.call('render', job, signal);
  }

  /** As `render`. */
  async probe(job: RenderJob, signal?: AbortSignal): Promise<Result<Probe>> {
    assertSound(job);
    return this.#pool.call('probe', job, signal);
  }

  dispose(): void {
    this.#pool.dispose();
  }
}

function assertSound({ size, limitMs }: RenderJob): void {
  const sidePx = size.kind === 'fit' ? size.sidePx : size.maxSidePx;
  if (!Number.isInteger(sidePx) || sidePx < 1 || sidePx > MAX_SIDE_PX) {
    throw new RangeError(`a drawing's side must be 1..${MAX_SIDE_PX} px, not ${sidePx}`);
  }
  if (!(limitMs > 0)) throw new RangeError(`a limit of ${limitMs} ms is none`);
}
