/** Reads one start tag, however broken, in one pass. */
import { isNameStart, isPrivatePlane, isSpace, nameEnd } from './xml-characters.ts';
import type { StartTag, XmlAttribute } from './xml-tokens.ts';

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;

const skipSpace = (text: string, from: number) => {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
};

/** A `<` that begins markup; any other is a character someone forgot to escape. */
export function opensMarkup(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return isNameStart(next) || next === SLASH || next === 0x21 || next === 0x3f;
}

/** @param at offset of a `<` followed by a name */
export function readStartTag(text: string, at: number): StartTag {
  const afterName = nameEnd(text, at + 1);
  const tag: StartTag = {
    kind: 'start-tag',
    start: at,
    end: afterName,
    name: text.slice(at + 1, afterName),
    attributes: [],
    litter: [],
    selfClosing: false,
    complete: false,
  };
  let position = afterName;
  for (;;) {
    const start = skipSpace(text, position);
    const code = text.charCodeAt(start);
    if (start >= text.length || code === LESS) return { ...tag, end: start };
    if (code === GREATER) return { ...tag, end: start + 1, complete: true };
    if (code === SLASH && text.charCodeAt(start + 1) === GREATER) {
      return { ...tag, end: start + 2, complete: true, selfClosing: true };
    }
    if (!isNameStart(code)) {
      position = start + (isPrivatePlane(code) ? 2 : 1);
      const last = tag.litter.at(-1);
      if (last && last.end === start) last.end = position;
      else tag.litter.push({ start, end: position });
      continue;
    }
    const attribute = readAttribute(text, start, start > position);
    // A value that runs into the next tag: the tag was cut, not the value.
    if (attribute === null) return { ...tag, end: nextMarkup(text, start) };
    tag.attributes.push(attribute);
    position = attribute.end;
  }
}

function nextMarkup(text: string, from: number): number {
  let at = from;
  while (at < text.length && !(text.charCodeAt(at) === LESS && opensMarkup(text, at))) at++;
  return at;
}

/** @returns `null` where a quoted value has no end before the next tag */
function readAttribute(text: string, start: number, spaced: boolean): XmlAttribute | null {
  const end = nameEnd(text, start);
  const attribute = { start, nameEnd: end, name: text.slice(start, end), spaced };
  const bare: XmlAttribute = { ...attribute, end, quote: null, value: { start: end, end } };
  const equals = skipSpace(text, end);
  if (text.charCodeAt(equals) !== EQUALS) return bare;
  const open = skipSpace(text, equals + 1);
  const quote = text.charCodeAt(open);
  if (quote === QUOTE || quote === APOSTROPHE) {
    for (let at = open + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        const value = { start: open + 1, end: at };
        return { ...attribute, end: at + 1, quote: quote === QUOTE ? '"' : "'", value };
      }
      if (code === LESS && opensMarkup(text, at)) return null;
    }
    return null;
  }
  let at = open;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isSpace(code) || code === GREATER || code === LESS) break;
    if (code === SLASH && text.charCodeAt(at + 1) === GREATER) break;
    at++;
  }
  if (at === open) return { ...bare, end: equals + 1 };
  return { ...attribute, end: at, quote: '', value: { start: open, end: at } };
}
