/** Draws elements of a program alone, by the renderer that draws the picture: what is outlined is what is drawn. */
import { LIMITS } from '../../../core/program/limits.ts';
import type { ProgramReader } from '../../../core/ports/program-reader.ts';
import { isLarge } from '../../../core/program/read-aside.ts';
import { isolatedProgram } from '../../../core/program/read-here.ts';
import type { Renderer } from '../../../core/ports/renderer.ts';
import type { DrawMask } from './element-picker.ts';

/**
 * @param source the program as its anatomy was taken from it, broken or not
 * @param programs for large ones
 * @param startOf offset of an element's start tag, by the element's `index` in that anatomy
 */
export function elementMasks(
  source: string,
  startOf: (index: number) => number,
  renderer: Renderer,
  programs: Pick<ProgramReader, 'isolate'>,
): DrawMask<number> {
  return async (index, sidePx) => {
    const start = startOf(index);
    const alone = isLarge(source)
      ? await programs.isolate(source, start)
      : isolatedProgram(source, start);
    if (alone === null || !alone.program.ok) return null;
    const { program } = alone;
    const raster = await renderer.render({
      program: program.value,
      size: { kind: 'fit', sidePx },
      background: 'transparent',
      limitMs: LIMITS.renderMs,
    });
    return raster.ok ? raster.value : null;
  };
}
