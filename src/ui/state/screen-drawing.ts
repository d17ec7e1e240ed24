/** Draws programs for the screen: mended if need be, at a size of its own, remembered for a while. */
import { success, type Result } from '../../core/failure.ts';
import type { CheckedProgram } from '../../core/program/checked-program.ts';
import { LIMITS } from '../../core/program/limits.ts';
import type { Raster } from '../../core/raster/raster.ts';
import type { ProgramReader } from '../../core/ports/program-reader.ts';
import type { Renderer } from '../../core/ports/renderer.ts';

export interface ScreenPicture {
  raster: Raster;
  program: CheckedProgram;
}

/** About 60 thumbnails and 20 open pictures: 60 MB at most. */
const REMEMBERED = 80;

export class ScreenDrawing {
  readonly #renderer: Renderer;
  readonly #programs: ProgramReader | undefined;
  readonly #known = new Map<string, Promise<Result<ScreenPicture>>>();

  /** @param programs for large ones; absent: they are read on this thread */
  constructor(renderer: Renderer, programs?: ProgramReader) {
    this.#renderer = renderer;
    this.#programs = programs;
  }

  /** Draws the whole program in a square of `sidePx`, on white or on nothing. */
  draw(
    source: string,
    sidePx: number,
    background: 'white' | 'transparent' = 'white',
  ): Promise<Result<ScreenPicture>> {
    const key = `${sidePx} ${background} ${source}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const drawing = this.drawOnce(source, sidePx, background);
    this.#known.set(key, drawing);
    if (this.#known.size > REMEMBERED) this.#known.delete(this.#known.keys().next().value!);
    const forget = () => this.#known.delete(key);
    drawing.then((result) => result.ok || forget(), forget);
    return drawing;
  }

  /** As `draw`, but remembers nothing: for previews and edits, which nobody asks for twice. */
  async drawOnce(
    source: string,
    sidePx: number,
    background: 'white' | 'transparent' = 'white',
    signal?: AbortSignal,
  ): Promise<Result<ScreenPicture>> {
    // The check is not needed for the first paint.
    const { prepareWith } = await import('../../core/program/read-aside.ts');
    const { program } = await prepareWith(this.#programs, source, 'mend', signal);
    if (!program.ok) return program;
    const job = {
      program: program.value,
      size: { kind: 'fit', sidePx },
      background,
      limitMs: LIMITS.renderMs,
    } as const;
    const raster = await this.#renderer.render(job, signal);
    if (!raster.ok) return raster;
    return success({
      raster: withoutLetterbox(raster.value, program.value.sizePx),
      program: program.value,
    });
  }
}

/** Cuts the square back to the program's own shape: what is left of it is picture. */
function withoutLetterbox(square: Raster, size: { width: number; height: number }): Raster {
  const sidePx = square.widthPx;
  const scale = sidePx / Math.max(size.width, size.height);
  const widthPx = Math.max(1, Math.round(size.width * scale));
  const heightPx = Math.max(1, Math.round(size.height * scale));
  if (widthPx === sidePx && heightPx === sidePx) return square;
  const left = Math.floor((sidePx - widthPx) / 2);
  const top = Math.floor((sidePx - heightPx) / 2);
  const data = new Uint8ClampedArray(widthPx * heightPx * 4);
  for (let row = 0; row < heightPx; row++) {
    const start = ((top + row) * sidePx + left) * 4;
    data.set(square.data.subarray(start, start + widthPx * 4), row * widthPx * 4);
  }
  return { data, widthPx, heightPx };
}
