/** A drawing of the object library in another colour or material, as a program of its own. */
import { readDrawing } from '../composer/drawing.ts';
import { recolour } from '../composer/paint/recolour.ts';
import type { TextureName } from '../composer/vocabulary/textures.ts';
import { element, printNode } from '../composer/write/node.ts';
import type { ObjectDrawing } from './object-drawing.ts';

/**
 * @param colour one of the composer's colour names; `null`: its own
 * @param texture `null`: none
 * @returns the library's own text where nothing changes; else a program without its comments
 */
export function recolouredProgram(
  { noun, style, source }: ObjectDrawing,
  colour: string | null,
  texture: TextureName | null,
): string {
  if (colour === null && texture === null) return source;
  const { body, defs } = recolour(readDrawing(source, style), colour, texture);
  const made = [colour, texture, noun].filter((word) => word !== null).join(' ');
  const root = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: '0 0 100 100' },
    ...(defs.length > 0 ? [element('defs', {}, ...defs)] : []),
    ...body,
  );
  return printNode(root).replace('>\n', `>\n  <!-- ${made} -->\n`) + '\n';
}
