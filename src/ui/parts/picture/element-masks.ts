/** Draws elements of a program alone, by the renderer that draws the picture: what is outlined is what is drawn. */
import { isolateElement } from '../../../core/program/isolate.ts';
import { LIMITS } from '../../../core/program/limits.ts';
import { prepareProgram } from '../../../core/program/prepare.ts';
import type { Renderer } from '../../../core/ports/renderer.ts';
import type { DrawMask } from './element-picker.ts';

/**
 * @param source the program as its anatomy was taken from it, broken or not
 * @param startOf offset of an element's start tag, by the element's `index` in that anatomy
 */
export function elementMasks(
  source: string,
  startOf: (index: number) => number,
  renderer: Renderer,
): DrawMask<number> {
  return async (index, sidePx) => {
    const alone = isolateElement(source, { start: startOf(index) });
    if (alone === null) return null;
    const { program } = prepareProgram(alone, 'mend');
    if (!program.ok) return null;
    const raster = await renderer.render({
      program: program.value,
      size: { kind: 'fit', sidePx },
      background: 'transparent',
      limitMs: LIMITS.renderMs,
    });
    return raster.ok ? raster.value : null;
  };
}
