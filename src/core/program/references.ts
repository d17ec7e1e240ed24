/** `&…;` in text and attribute values. */
import { isXmlCodePoint, nameEnd } from './xml-characters.ts';

export type Reference =
  | { kind: 'named'; start: number; end: number; name: string }
  /** `point` is `null` where XML has no such character. */
  | { kind: 'numeric'; start: number; end: number; point: number | null }
  /** An `&` that begins no reference. */
  | { kind: 'bare'; start: number; end: number };

export const PREDEFINED: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

const SEMICOLON = 0x3b;

/** @param at offset of an `&` @param end where the text or value ends */
export function readReference(text: string, at: number, end: number): Reference {
  const bare: Reference = { kind: 'bare', start: at, end: at + 1 };
  if (text[at + 1] !== '#') {
    const after = nameEnd(text, at + 1);
    if (after === at + 1 || after >= end || text.charCodeAt(after) !== SEMICOLON) return bare;
    return { kind: 'named', start: at, end: after + 1, name: text.slice(at + 1, after) };
  }
  const hexadecimal = text[at + 2] === 'x';
  let position = at + (hexadecimal ? 3 : 2);
  const first = position;
  let point = 0;
  for (; position < end; position++) {
    const digit = parseInt(text[position]!, hexadecimal ? 16 : 10);
    if (Number.isNaN(digit)) break;
    point = Math.min(0x110000, point * (hexadecimal ? 16 : 10) + digit);
  }
  if (position === first || position >= end || text.charCodeAt(position) !== SEMICOLON) return bare;
  const legal = isXmlCodePoint(point) ? point : null;
  return { kind: 'numeric', start: at, end: position + 1, point: legal };
}

const CHARACTERS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The text that a well-formed value stands for.
 * @param entities declared in the document; a reference to any other stays as it is
 */
export function decodeReferences(text: string, entities?: ReadonlyMap<string, string>): string {
  if (!text.includes('&')) return text;
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', from)) {
    const reference = readReference(text, at, text.length);
    parts.push(text.slice(from, at));
    from = reference.end;
    const written = text.slice(at, from);
    if (reference.kind === 'numeric' && reference.point !== null) {
      parts.push(String.fromCodePoint(reference.point));
    } else if (reference.kind === 'named') {
      parts.push(CHARACTERS[reference.name] ?? entities?.get(reference.name) ?? written);
    } else parts.push(written);
  }
  parts.push(text.slice(from));
  return parts.join('');
}
