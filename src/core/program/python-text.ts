/** White space as Python sees it, where the official code is Python. */

const isPythonSpace = (code: number) =>
  (code >= 0x09 && code <= 0x0d) ||
  (code >= 0x1c && code <= 0x20) ||
  code === 0x85 ||
  code === 0xa0 ||
  code === 0x1680 ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000;

/** `str.strip()`: unlike `trim()` it takes U+001C..1F and U+0085, and leaves the byte order mark. */
export function strippedRange(text: string, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (from < to && isPythonSpace(text.charCodeAt(from))) from++;
  while (to > from && isPythonSpace(text.charCodeAt(to - 1))) to--;
  return [from, to];
}

/** `len(re.sub(r'\s+', '', text))`: code points, as Python counts them, not UTF-16 units. */
export function countInk(text: string): number {
  let count = 0;
  for (const character of text) if (!isPythonSpace(character.charCodeAt(0))) count++;
  return count;
}
