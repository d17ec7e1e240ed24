/**
 * Says in the words of usvg 0.34 what a program says in newer ones or in fonts that are not here.
 * Without it resvg would not fail but draw something else, silently: another family, black, an
 * arrow that does not turn.
 */
import { applyEdits, type Edit } from '../../core/program/edits.ts';
import { unescapeHtml } from '../../core/program/unescape.ts';
import { localName } from '../../core/program/xml-characters.ts';
import { scanXml } from '../../core/program/xml-scan.ts';
import type { XmlAttribute } from '../../core/program/xml-tokens.ts';
import { legacyColours } from './colour-syntax.ts';
import { nearestFamily } from './font-family.ts';
import { nameFontsInCss } from './name-fonts.ts';

/**
 * @param source well-formed XML
 * @returns the same program; only values of attributes and text of style sheets differ
 */
export function intoUsvgDialect(source: string): string {
  // Most programs have none of it, and this pass is on the way from a key stroke to its picture.
  if (!/font|rgb|hsl|auto-start-reverse/i.test(source)) return source;
  const edits: Edit[] = [];
  let inStyleSheet = false;
  for (const token of scanXml(source)) {
    if (token.kind === 'start-tag') {
      inStyleSheet = localName(token.name) === 'style' && !token.selfClosing;
      for (const attribute of token.attributes) edits.push(...attributeEdit(source, attribute));
    } else if (token.kind === 'end-tag') {
      inStyleSheet = false;
    } else if (inStyleSheet && (token.kind === 'text' || token.kind === 'cdata')) {
      const before = source.slice(token.start, token.end);
      const text = token.kind === 'text' ? escapeText(css(unescapeHtml(before))) : css(before);
      edits.push({ start: token.start, end: token.end, text });
    }
  }
  return applyEdits(source, edits);
}

const css = (text: string): string => legacyColours(nameFontsInCss(text));

function attributeEdit(source: string, { name, quote, value }: XmlAttribute): Edit[] {
  if (!quote) return [];
  const before = unescapeHtml(source.slice(value.start, value.end));
  const after = translate(name, before);
  if (after === before) return [];
  const text = escapeText(after).replaceAll(quote, quote === '"' ? '&quot;' : '&apos;');
  return [{ ...value, text }];
}

function translate(attributeName: string, value: string): string {
  switch (attributeName) {
    case 'style':
      return css(value);
    case 'font-family':
      return nearestFamily(value);
    case 'orient':
      // At the end of a line both mean the same, and most arrows are there. One at the start
      // then points along the line: still nearer than not turned at all, as usvg would have it.
      return value === 'auto-start-reverse' ? 'auto' : value;
    case 'fill':
    case 'stroke':
    case 'color':
    case 'stop-color':
    case 'flood-color':
    case 'lighting-color':
      return legacyColours(value);
    default:
      return value;
  }
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
