/** The faces that ship with the renderer, and which of them one program needs. */
import type { ShippedFamily } from './font-family.ts';

export interface FontFace {
  family: ShippedFamily;
  /** Its name in its `@fontsource` package, without the ending. */
  file: string;
  bold: boolean;
  italic: boolean;
  /** Only what the Latin faces lack; found by resvg character by character. */
  fallbackFor?: RegExp;
}

const face = <File extends string>(
  family: ShippedFamily,
  file: File,
  rest: Partial<Pick<FontFace, 'bold' | 'italic' | 'fallbackFor'>> = {},
): FontFace & { file: File } => ({ family, file, bold: false, italic: false, ...rest });

/** 137 kB of Latin, 70 kB of fallbacks. */
export const FONT_FACES = [
  face('Noto Sans', 'noto-sans-latin-400-normal'),
  face('Noto Sans', 'noto-sans-latin-700-normal', { bold: true }),
  face('Noto Sans', 'noto-sans-latin-400-italic', { italic: true }),
  face('Noto Sans', 'noto-sans-latin-700-italic', { bold: true, italic: true }),
  face('Noto Serif', 'noto-serif-latin-400-normal'),
  face('Noto Serif', 'noto-serif-latin-700-normal', { bold: true }),
  face('Noto Serif', 'noto-serif-latin-400-italic', { italic: true }),
  face('Noto Serif', 'noto-serif-latin-700-italic', { bold: true, italic: true }),
  face('Noto Sans Mono', 'noto-sans-mono-latin-400-normal'),
  face('Noto Sans Mono', 'noto-sans-mono-latin-700-normal', { bold: true }),
  face('Noto Sans', 'noto-sans-latin-ext-400-normal', {
    fallbackFor:
      /[\u0100-\u02ff\u1d00-\u1dbf\u1e00-\u1eff\u2020\u20a0-\u20c0\u2113\u2c60-\u2c7f\ua720-\ua7ff]/,
  }),
  face('Noto Sans', 'noto-sans-greek-400-normal', { fallbackFor: /[\u0370-\u03ff]/ }),
  face('Noto Sans', 'noto-sans-cyrillic-400-normal', {
    fallbackFor: /[\u0400-\u045f\u0490\u0491\u04b0\u04b1\u2116]/,
  }),
] as const;

export type FontFile = (typeof FONT_FACES)[number]['file'];

/**
 * resvg reads and unpacks all it is given anew for every drawing, up to 1 ms a face, so it gets
 * only what the program may use. A needless face costs time, never pixels; a missing one would
 * cost pixels, so every doubt adds one.
 * @param source after `intoUsvgDialect`
 */
export function facesFor(source: string): readonly (FontFace & { file: FontFile })[] {
  // An embedded program may hold any text.
  const embedsPrograms = source.includes('image/svg');
  if (!embedsPrograms && !/<(?:[^\s<>/:]+:)?text[\s>]/.test(source)) return [];
  const hasBold = embedsPrograms || /bold|font-weight\W+[6-9]\d\d/.test(source);
  const hasItalic = embedsPrograms || /italic|oblique/.test(source);
  return FONT_FACES.filter((candidate) =>
    candidate.fallbackFor
      ? embedsPrograms || candidate.fallbackFor.test(source) || source.includes('&#')
      : (embedsPrograms || candidate.family === 'Noto Sans' || source.includes(candidate.family)) &&
        (hasBold || !candidate.bold) &&
        (hasItalic || !candidate.italic),
  );
}
