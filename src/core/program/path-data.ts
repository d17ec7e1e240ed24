/** Counting what a path's `d` draws. */

/** Numbers that one segment of each command takes. */
const ARITY: Record<string, number> = {
  m: 2,
  l: 2,
  h: 1,
  v: 1,
  c: 6,
  s: 4,
  q: 4,
  t: 2,
  a: 7,
  z: 0,
};

/**
 * Segments, with those that repeat a command without its letter: `L 1 1 2 2` is two. Reading
 * stops at the first character that has no place in path data, as renderers do.
 */
export function countSegments(d: string): number {
  let segments = 0;
  let arity = 0;
  let numbers = 0;
  const finish = () => {
    segments += arity === 0 ? 0 : Math.floor(numbers / arity);
    numbers = 0;
  };
  for (let at = 0; at < d.length;) {
    const character = d[at]!;
    const command = ARITY[character.toLowerCase()];
    if (command !== undefined) {
      finish();
      arity = command;
      if (command === 0) segments++;
      at++;
    } else if (/[\s,]/.test(character)) at++;
    else {
      // The two flags of an arc may be written with nothing between them.
      const isFlag = arity === 7 && (numbers % 7 === 3 || numbers % 7 === 4);
      const end = isFlag && /[01]/.test(character) ? at + 1 : numberEnd(d, at);
      if (end === at) break;
      numbers++;
      at = end;
    }
  }
  finish();
  return segments;
}

const isDigit = (text: string, at: number) => text[at]! >= '0' && text[at]! <= '9';

/** End of the number at `at`; `at` itself where none starts. */
function numberEnd(text: string, at: number): number {
  let end = text[at] === '-' || text[at] === '+' ? at + 1 : at;
  const whole = end;
  while (end < text.length && isDigit(text, end)) end++;
  let digits = end - whole;
  if (text[end] === '.') {
    const fraction = ++end;
    while (end < text.length && isDigit(text, end)) end++;
    digits += end - fraction;
  }
  if (digits === 0) return at;
  if (text[end]?.toLowerCase() === 'e') {
    let exponent = end + 1;
    if (text[exponent] === '-' || text[exponent] === '+') exponent++;
    if (exponent < text.length && isDigit(text, exponent)) {
      while (exponent < text.length && isDigit(text, exponent)) exponent++;
      return exponent;
    }
  }
  return end;
}
