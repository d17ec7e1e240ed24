/** One drawing by resvg, from program to raster. Runs inside the render worker. */
import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-wasm';
import { failed, success, type Result } from '../../core/failure.ts';
import type { RenderJob } from '../../core/ports/renderer.ts';
import type { Raster } from '../../core/raster/raster.ts';
import { planCanvas } from './canvas-plan.ts';
import { facesFor, type FontFile } from './fonts.ts';
import { intoUsvgDialect } from './usvg-dialect.ts';
import { blankRaster, centre, straightenAlpha } from './pixels.ts';

/**
 * @param fonts every face of `FONT_FACES`
 * @returns the raster, or `unsupported` with resvg's words, or `trap`, after which neither resvg
 *   nor this worker may be used again
 * `initWasm` must have been awaited.
 */
export function drawProgram(
  job: RenderJob,
  fonts: ReadonlyMap<FontFile, Uint8Array>,
): Result<Raster> {
  try {
    return success(draw(job, fonts));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return failed({ stage: 'draw', kind: isTrap(error) ? 'trap' : 'unsupported', detail });
  }
}

function draw(job: RenderJob, fonts: ReadonlyMap<FontFile, Uint8Array>): Raster {
  const { program, size, background } = job;
  const source = intoUsvgDialect(program.source);
  const { fitTo, drawnPx, rasterPx } = planCanvas(program.sizePx, size);
  const options = { ...optionsFor(source, background, fonts), fitTo };
  return using(new Resvg(source, options), (drawing) => {
    // The plan rests on check's reading of the size. Were resvg to read another, the canvas would
    // be the program's to choose: better no picture than that.
    if (
      !isAbout(drawing.width, program.sizePx.width) ||
      !isAbout(drawing.height, program.sizePx.height)
    ) {
      throw new Error(
        `the size was read as ${program.sizePx.width} x ${program.sizePx.height} and as ${drawing.width} x ${drawing.height}`,
      );
    }
    if (drawnPx.width === 0 || drawnPx.height === 0) return blankRaster(rasterPx, background);
    return using(drawing.render(), (image) => {
      const data = clamped(image.pixels);
      if (background === 'transparent') straightenAlpha(data);
      const picture: Raster = { data, widthPx: image.width, heightPx: image.height };
      const fills = image.width === rasterPx.width && image.height === rasterPx.height;
      return fills ? picture : centre(picture, blankRaster(rasterPx, background));
    });
  });
}

function optionsFor(
  source: string,
  background: RenderJob['background'],
  fonts: ReadonlyMap<FontFile, Uint8Array>,
): ResvgRenderOptions {
  return {
    background: background === 'white' ? '#ffffff' : undefined,
    font: {
      fontBuffers: facesFor(source).map(({ file }) => fonts.get(file)!),
      defaultFontFamily: 'Noto Sans',
      defaultFontSize: 16, // as browsers have it; resvg's own is 12
    },
  };
}

/**
 * Frees what it was given, also when `work` throws; but not after a trap, as a broken instance
 * throws again and is thrown away as a whole.
 */
function using<Owned extends { free(): void }, T>(owned: Owned, work: (owned: Owned) => T): T {
  let trapped = false;
  try {
    return work(owned);
  } catch (error) {
    trapped = isTrap(error);
    throw error;
  } finally {
    if (!trapped) owned.free();
  }
}

/** `unreachable`, out of memory and the like; a stack overflow in wasm is a RangeError. */
const isTrap = (error: unknown): boolean =>
  error instanceof WebAssembly.RuntimeError || error instanceof RangeError;

/** resvg tells sizes rounded to whole pixels, in single precision. */
const isAbout = (told: number, expected: number): boolean =>
  Math.abs(told - expected) <= 1 + expected * 1e-6;

/** The bindings hand out a copy of wasm's memory, so its buffer is ours. */
const clamped = (bytes: Uint8Array): Uint8ClampedArray<ArrayBuffer> =>
  new Uint8ClampedArray(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
