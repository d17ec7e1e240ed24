/**
 * A tokenizer for text that should be XML. It never throws, covers every character with exactly
 * one token and reads each a bounded number of times, so its work is linear in the length.
 */
import { isSpace, nameEnd } from './xml-characters.ts';
import { opensMarkup, readStartTag } from './xml-start-tag.ts';
import type { XmlToken } from './xml-tokens.ts';

const LESS = 0x3c;

export function scanXml(text: string): XmlToken[] {
  const tokens: XmlToken[] = [];
  for (let at = 0; at < text.length;) {
    const token = readToken(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

/** @param at below text.length */
export function readToken(text: string, at: number): XmlToken {
  if (text.charCodeAt(at) !== LESS) {
    const next = text.indexOf('<', at);
    return { kind: 'text', start: at, end: next === -1 ? text.length : next };
  }
  if (!opensMarkup(text, at)) return { kind: 'stray-less-than', start: at, end: at + 1 };
  switch (text[at + 1]) {
    case '!':
      return readDeclaration(text, at);
    case '?':
      return upTo(text, at, 'instruction', '?>', at + 2);
    case '/':
      return readEndTag(text, at);
    default:
      return readStartTag(text, at);
  }
}

function upTo(
  text: string,
  start: number,
  kind: 'comment' | 'cdata' | 'instruction' | 'declaration',
  terminator: string,
  from: number,
): XmlToken {
  const found = text.indexOf(terminator, from);
  return found === -1
    ? { kind, start, end: text.length, complete: false }
    : { kind, start, end: found + terminator.length, complete: true };
}

function readDeclaration(text: string, at: number): XmlToken {
  if (text.startsWith('<!--', at)) return upTo(text, at, 'comment', '-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return upTo(text, at, 'cdata', ']]>', at + 9);
  if (text.slice(at, at + 9).toUpperCase() === '<!DOCTYPE') return readDoctype(text, at);
  return upTo(text, at, 'declaration', '>', at + 2);
}

/** Ends at the `>` that is in no quotes, no brackets and no comment. */
function readDoctype(text: string, start: number): XmlToken {
  let inSubset = false;
  for (let at = start + 9; at < text.length; at++) {
    const character = text[at];
    if (character === '"' || character === "'") {
      at = text.indexOf(character, at + 1);
      if (at === -1) break;
    } else if (inSubset && text.startsWith('<!--', at)) {
      at = text.indexOf('-->', at + 4);
      if (at === -1) break;
      at += 2;
    } else if (character === '[') inSubset = true;
    else if (character === ']') inSubset = false;
    else if (character === '>' && !inSubset) {
      return { kind: 'doctype', start, end: at + 1, complete: true };
    }
  }
  return { kind: 'doctype', start, end: text.length, complete: false };
}

function readEndTag(text: string, start: number): XmlToken {
  const afterName = nameEnd(text, start + 2);
  const name = text.slice(start + 2, afterName);
  let littered = name === '';
  for (let at = afterName; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LESS) return { kind: 'end-tag', start, end: at, name, littered, complete: false };
    if (code === 0x3e) {
      return { kind: 'end-tag', start, end: at + 1, name, littered, complete: true };
    }
    if (!isSpace(code)) littered = true;
  }
  return { kind: 'end-tag', start, end: text.length, name, littered, complete: false };
}
