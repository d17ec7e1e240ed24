/** Character classes of XML 1.0 (fifth edition), over UTF-16 code units. */

export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** First half of a pair for a code point that no name may hold. */
export function isPrivatePlane(code: number): boolean {
  return code >= 0xdb80 && code <= 0xdbff;
}

/** Halves of a pair count as name characters, up to U+EFFFF: the planes after it are private. */
export function isNameStart(code: number): boolean {
  if (code < 0x80) {
    return (
      (code >= 0x61 && code <= 0x7a) ||
      (code >= 0x41 && code <= 0x5a) ||
      code === 0x5f ||
      code === 0x3a
    );
  }
  return (
    (code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && code <= 0x2ff) ||
    (code >= 0x370 && code !== 0x37e && code <= 0x1fff) ||
    code === 0x200c ||
    code === 0x200d ||
    (code >= 0x2070 && code <= 0x218f) ||
    (code >= 0x2c00 && code <= 0x2fef) ||
    (code >= 0x3001 && code <= 0xdfff && !isPrivatePlane(code)) ||
    (code >= 0xf900 && code <= 0xfdcf) ||
    (code >= 0xfdf0 && code <= 0xfffd)
  );
}

function isNameCharacter(code: number): boolean {
  return (
    isNameStart(code) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0xb7 ||
    (code >= 0x300 && code <= 0x36f) ||
    code === 0x203f ||
    code === 0x2040
  );
}

/** Whether a character reference may name this code point. */
export function isXmlCodePoint(point: number): boolean {
  return (
    point === 9 ||
    point === 10 ||
    point === 13 ||
    (point >= 0x20 && point <= 0xd7ff) ||
    (point >= 0xe000 && point <= 0xfffd) ||
    (point >= 0x10000 && point <= 0x10ffff)
  );
}

/** Whether the code unit at `at` may not stand in XML: control characters and lone surrogates. */
export function isIllegalAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x20) return !isSpace(code);
  if (code < 0xd800) return false;
  if (code < 0xdc00) {
    const next = text.charCodeAt(at + 1);
    return !(next >= 0xdc00 && next <= 0xdfff);
  }
  if (code < 0xe000) {
    const previous = text.charCodeAt(at - 1);
    return !(previous >= 0xd800 && previous <= 0xdbff);
  }
  return code >= 0xfffe;
}

export function isBlank(text: string, start = 0, end = text.length): boolean {
  for (let at = start; at < end; at++) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
}

/** End of the name that starts at `at`; `at` itself where none does. */
export function nameEnd(text: string, at: number): number {
  if (at >= text.length || !isNameStart(text.charCodeAt(at))) return at;
  let end = at + 1;
  while (end < text.length && isNameCharacter(text.charCodeAt(end))) end++;
  return end;
}

/** The part after the colon: `svg` of `s:svg`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
