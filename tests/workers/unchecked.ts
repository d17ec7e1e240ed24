/** Passes a program by the check, for tests of what comes after it. */
import type { CheckedProgram } from '../../src/core/program/checked-program.ts';

/** @param source well-formed SVG whose root says its size as given here */
export const unchecked = (source: string, width: number, height = width): CheckedProgram =>
  ({
    source,
    sizePx: { width, height },
    viewBox: { x: 0, y: 0, width, height },
    warnings: [],
  }) as unknown as CheckedProgram;

/** @param body what stands between the tags of a square root */
export const drawing = (body: string, width = 100, height = width): CheckedProgram =>
  unchecked(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`,
    width,
    height,
  );
