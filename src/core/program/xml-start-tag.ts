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
  let less = -1;
  for (;;) {
    const start = skipSpace(text, position);
    const code = text.charCodeAt(start);
    if (start >= text.length || code === LESS) return finish(tag, start, false);
    if (code === GREATER) return finish(tag, start + 1, true);
    if (code === SLASH && text.charCodeAt(start + 1) === GREATER) {
      tag.selfClosing = true;
      return finish(tag, start + 2, true);
    }
    if (!isNameStart(code)) {
      position = start + (isPrivatePlane(code) ? 2 : 1);
      const last = tag.litter.at(-1);
      if (last && last.end === start) last.end = position;
      else tag.litter.push({ start, end: position });
      continue;
    }
    if (less < start) less = nextLess(text, start);
    const attribute = readAttribute(text, start, start > position, less);
    // A value that runs into the next tag: the tag was cut, not the value.
    if (attribute === null) return finish(tag, nextMarkup(text, start), false);
    tag.attributes.push(attribute);
    position = attribute.end;
  }
}

function finish(tag: StartTag, end: number, complete: boolean): StartTag {
  tag.end = end;
  tag.complete = complete;
  return tag;
}

function nextLess(text: string, from: number): number {
  const found = text.indexOf('<', from);
  return found === -1 ? text.length : found;
}

function nextMarkup(text: string, from: number): number {
  let at = from;
  while (at < text.length && !(text.charCodeAt(at) === LESS && opensMarkup(text, at))) at++;
  return at;
}

/**
 * @param less offset of the next `<`: what ends before it needs no closer look
 * @returns `null` where a quoted value has no end before the next tag
 */
function readAttribute(
  text: string,
  start: number,
  spaced: boolean,
  less: number,
): XmlAttribute | null {
  const end = nameEnd(text, start);
  // Filled in place: this runs once for every attribute of every keystroke.
  const attribute: XmlAttribute = {
    start,
    end,
    name: text.slice(start, end),
    nameEnd: end,
    quote: null,
    value: { start: end, end },
    spaced,
  };
  const equals = skipSpace(text, end);
  if (text.charCodeAt(equals) !== EQUALS) return attribute;
  const open = skipSpace(text, equals + 1);
  const quote = text.charCodeAt(open);
  if (quote === QUOTE || quote === APOSTROPHE) {
    const close = quoteEnd(text, open + 1, quote, less);
    if (close === -1) return null;
    attribute.quote = quote === QUOTE ? '"' : "'";
    attribute.value.start = open + 1;
    attribute.value.end = close;
    attribute.end = close + 1;
    return attribute;
  }
  const close = unquotedEnd(text, open);
  attribute.end = close === open ? equals + 1 : close;
  if (close === open) return attribute;
  attribute.quote = '';
  attribute.value.start = open;
  attribute.value.end = close;
  return attribute;
}

function unquotedEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isSpace(code) || code === GREATER || code === LESS) break;
    if (code === SLASH && text.charCodeAt(at + 1) === GREATER) break;
    at++;
  }
  return at;
}

/** Offset of the closing quote; -1 where a tag opens before it. */
function quoteEnd(text: string, from: number, quote: number, less: number): number {
  const close = text.indexOf(quote === QUOTE ? '"' : "'", from);
  if (close === -1 || close < less) return close;
  for (let at = less; at < close; at++) {
    if (text.charCodeAt(at) === LESS && opensMarkup(text, at)) return -1;
  }
  return close;
}
