/**
 * Which rectangle is drawn, decided here and written into the program, because renderers differ:
 * one crops to the content, another fails. Where sizes are given the official rasteriser's rule
 * holds: a missing side is the view box's, a missing view box is `0 0 width height`.
 */
import { failed, success, type Result } from '../failure.ts';
import type { CheckedProgram } from './checked-program.ts';
import type { WarningKind } from './checked-program.ts';
import { parseLengthPx, parseNumbers } from './length-units.ts';
import { LIMITS } from './limits.ts';

export interface Canvas {
  sizePx: CheckedProgram['sizePx'];
  viewBox: CheckedProgram['viewBox'];
  warnings: { kind: WarningKind; detail: string }[];
}

/** Side of a program that says nothing of its size. */
const DEFAULT_SIDE_PX = 100;

/** @returns a `malformed` failure for a width or height of zero or less */
export function decideCanvas(
  width: string | null,
  height: string | null,
  viewBox: string | null,
): Result<Canvas> {
  const warnings: Canvas['warnings'] = [];
  const box = viewBox === null ? null : parseViewBox(viewBox);
  if (viewBox !== null && box === null) {
    const detail = `viewBox="${viewBox.slice(0, 60)}" is not four numbers with a positive size: ignored`;
    warnings.push({ kind: 'bad-viewbox', detail });
  }
  const sides = { width: sidePx(width), height: sidePx(height) };
  for (const name of ['width', 'height'] as const) {
    const side = sides[name];
    if (side !== null && side <= 0) {
      const written = name === 'width' ? width : height;
      const detail = `${name}="${written}" leaves nothing to draw on. Write a size above 0.`;
      return failed({ stage: 'check', kind: 'malformed', detail });
    }
  }
  const sizePx = {
    width: clamp(sides.width ?? box?.width ?? sides.height ?? DEFAULT_SIDE_PX),
    height: clamp(sides.height ?? box?.height ?? sides.width ?? DEFAULT_SIDE_PX),
  };
  if (box === null && (sides.width === null || sides.height === null)) {
    const detail = `no full size: drawn on ${sizePx.width} × ${sizePx.height}`;
    warnings.push({ kind: 'no-size', detail });
  }
  return success({ sizePx, viewBox: box ?? { x: 0, y: 0, ...sizePx }, warnings });
}

/** Percentages are of the view box, so they say nothing that it does not. */
function sidePx(text: string | null): number | null {
  return text === null ? null : parseLengthPx(text);
}

/** Keeps the renderer's 32-bit floats finite and above nothing. */
function clamp(side: number): number {
  return Math.min(LIMITS.canvasSide, Math.max(1e-3, side));
}

/** Beyond it a 32-bit float overflows in the renderer's arithmetic. */
const LARGEST = 1e15;

function parseViewBox(text: string): Canvas['viewBox'] | null {
  const [x, y, width, height, ...rest] = parseNumbers(text) ?? [];
  if (x === undefined || y === undefined || width === undefined || height === undefined)
    return null;
  const numbers = [x, y, width, height];
  if (rest.length > 0 || numbers.some((number) => !(Math.abs(number) <= LARGEST))) return null;
  return width >= 1e-6 && height >= 1e-6 ? { x, y, width, height } : null;
}
