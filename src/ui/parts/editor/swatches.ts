/** Finds the colours written in a program, so that the editor can show each before its text. */

export interface Swatch {
  /** Offset of the colour's first character. */
  start: number;
  /** A CSS colour, as written. It matched the patterns below, so it is safe inside a rule. */
  color: string;
}

const NUMBER = String.raw`[\d.+\-]+%?`;
const COLOR = new RegExp(
  // A hash is a colour only where a value begins: `url(#sky)` and `href="#a"` are references.
  // White space is counted, since a lookbehind over any number of spaces is quadratic.
  String.raw`(?<=(?:fill|stroke|color)\s{0,3}[=:]\s{0,3}["']?\s{0,3})` +
    String.raw`(?:#[\da-fA-F]{8}|#[\da-fA-F]{6}|#[\da-fA-F]{3,4}` +
    String.raw`|(?:rgba?|hsla?)\(\s*${NUMBER}(?:deg)?(?:[\s,\/]+${NUMBER}){2,3}\s*\)` +
    String.raw`|[a-zA-Z]{3,20})(?![\w(\-])`,
  'g',
);

/** Words that stand where a colour may, and are none. */
const NOT_A_COLOR = new Set([
  'none',
  'inherit',
  'initial',
  'unset',
  'currentcolor',
  'revert',
  'var',
]);

/**
 * @param isColor tells a named colour from another word (`CSS.supports('color', …)` in a page)
 * @param limit ceiling on the number found, so that a huge program stays quick to edit
 */
export function findSwatches(
  source: string,
  isColor: (word: string) => boolean,
  limit: number,
): Swatch[] {
  const found: Swatch[] = [];
  for (const match of source.matchAll(COLOR)) {
    const color = match[0];
    if (NOT_A_COLOR.has(color.toLowerCase()) || !isColor(color)) continue;
    found.push({ start: match.index, color });
    if (found.length === limit) break;
  }
  return found;
}
