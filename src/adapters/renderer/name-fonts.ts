/**
 * Rewrites a program's fonts to the shipped ones. resvg-wasm draws every family that it was not
 * given, `serif` and `monospace` included, in its default; and usvg 0.34 passes over the `font`
 * shorthand, which then draws at the default size.
 */
import { applyEdits, type Edit } from '../../core/program/edits.ts';
import { unescapeHtml } from '../../core/program/unescape.ts';
import { localName } from '../../core/program/xml-characters.ts';
import { scanXml } from '../../core/program/xml-scan.ts';
import type { XmlAttribute } from '../../core/program/xml-tokens.ts';
import { nearestFamily } from './font-family.ts';

/**
 * @param source well-formed XML
 * @returns the same program; only attributes `font-family` and `style` and the text of `style`
 *   elements differ
 */
export function nameFonts(source: string): string {
  if (!/font/i.test(source)) return source;
  const edits: Edit[] = [];
  let inStyleSheet = false;
  for (const token of scanXml(source)) {
    if (token.kind === 'start-tag') {
      inStyleSheet = localName(token.name) === 'style' && !token.selfClosing;
      for (const attribute of token.attributes) edits.push(...attributeEdit(source, attribute));
    } else if (token.kind === 'end-tag') {
      inStyleSheet = false;
    } else if (inStyleSheet && (token.kind === 'text' || token.kind === 'cdata')) {
      const css = source.slice(token.start, token.end);
      // In a style sheet `&quot;` and its like are rare, and what holds none needs no escaping.
      const text =
        token.kind === 'text' ? escapeText(nameInCss(unescapeHtml(css))) : nameInCss(css);
      if (text !== css) edits.push({ start: token.start, end: token.end, text });
    }
  }
  return applyEdits(source, edits);
}

function attributeEdit(source: string, { name, quote, value }: XmlAttribute): Edit[] {
  const rewrite = name === 'font-family' ? nearestFamily : name === 'style' ? nameInCss : undefined;
  if (!rewrite || !quote) return [];
  const before = unescapeHtml(source.slice(value.start, value.end));
  const after = rewrite(before);
  if (after === before) return [];
  return [
    { ...value, text: escapeText(after).replaceAll(quote, quote === '"' ? '&quot;' : '&apos;') },
  ];
}

function nameInCss(css: string): string {
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

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
