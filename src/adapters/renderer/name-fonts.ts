/**
 * Rewrites the fonts of a style sheet to the shipped ones. resvg-wasm draws every family that it
 * was not given, `serif` and `monospace` included, in its default; and usvg 0.34 passes over the
 * `font` shorthand, which then draws at the default size.
 */
import { nearestFamily } from './font-family.ts';

/** @param css a style sheet, or the value of a `style` attribute */
export function nameFontsInCss(css: string): string {
  return css
    .replace(/(?<![\w-])font\s*:\s*([^;{}]*)/gi, (whole, value: string) => longhand(value) ?? whole)
    .replace(/(?<![\w-])font-family\s*:\s*([^;{}]*)/gi, (_whole, value: string) => {
      const [list, important] = withoutImportant(value);
      return `font-family:${nearestFamily(list)}${important}`;
    });
}

// [style weight ...] size[/line-height] family
const SHORTHAND =
  /^(?<manner>[^/,"']*?)(?<size>[\d.]+(?:px|pt|pc|em|ex|rem|mm|cm|in|%)|(?:xx?-)?(?:small|large)|medium|smaller|larger)(?:\s*\/\s*[\w.%]+)?\s+(?<family>\S.*)$/is;

/** @returns declarations that say the same, or `undefined` for a value that is no shorthand */
function longhand(value: string): string | undefined {
  const [font, important] = withoutImportant(value);
  const parts = SHORTHAND.exec(font.trim())?.groups;
  if (!parts) return undefined;
  const { manner = '', size, family } = parts;
  const style = /\b(?:italic|oblique)\b/i.exec(manner)?.[0] ?? 'normal';
  const weight = /\b(?:bold|bolder|lighter|[1-9]00)\b/i.exec(manner)?.[0] ?? 'normal';
  return [
    `font-style:${style.toLowerCase()}`,
    `font-weight:${weight.toLowerCase()}`,
    `font-size:${size}`,
    `font-family:${family}`,
  ]
    .map((declaration) => declaration + important)
    .join(';');
}

function withoutImportant(value: string): [value: string, important: '' | ' !important'] {
  const bare = value.replace(/!\s*important\s*$/i, '');
  return [bare, bare === value ? '' : ' !important'];
}
