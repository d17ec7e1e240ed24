/** Draws programs with resvg. One instance of its wasm, which only ever grows, so it may retire. */
import { readFonts } from '#font-files';
import { readResvgBinary } from '#resvg-binary';
import { initWasm } from '@resvg/resvg-wasm';
import { drawProgram } from '../adapters/renderer/draw-program.ts';
import type { FontFile } from '../adapters/renderer/fonts.ts';
import { success, type Result } from '../core/failure.ts';
import type { RenderJob } from '../core/ports/renderer.ts';
import { isBlank } from '../core/raster/blank.ts';
import type { Raster } from '../core/raster/raster.ts';
import type { RenderCalls } from './protocol.ts';
import { serveCalls } from './serve-calls.ts';

// What takes this long has often taken memory too, up to gigabytes; a fresh worker takes a tenth.
const HEAVY_MS = 1_000;

let fonts: ReadonlyMap<FontFile, Uint8Array> = new Map();

function draw(job: RenderJob, retire: () => void): Result<Raster> {
  const startMs = performance.now();
  const result = drawProgram(job, fonts);
  const isTrap = !result.ok && result.failure.stage === 'draw' && result.failure.kind === 'trap';
  if (isTrap || performance.now() - startMs > HEAVY_MS) retire();
  return result;
}

await serveCalls<RenderCalls>(
  {
    render(job, { transfer, retire }) {
      const result = draw(job, retire);
      if (result.ok) transfer(result.value.data.buffer);
      return result;
    },
    probe(job, { retire }) {
      const result = draw(job, retire);
      return result.ok ? success({ blank: isBlank(result.value) }) : result;
    },
  },
  async () => {
    const [binary, files] = await Promise.all([readResvgBinary(), readFonts()]);
    await initWasm(binary);
    fonts = files;
  },
);
