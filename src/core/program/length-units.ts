/** Lengths as CSS and SVG write them, in pixels at 96 to the inch. */

const PX_PER_UNIT: Record<string, number> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
  // No font is set on the root: the initial size is 16 px, and ex is taken as half of it.
  em: 16,
  rem: 16,
  ex: 8,
  ch: 8,
};

const LENGTH = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([a-zA-Z%]*)\s*;?\s*$/;

/** @returns pixels, possibly infinite; `null` for a percentage, a keyword or no length at all */
export function parseLengthPx(text: string): number | null {
  const match = LENGTH.exec(text.slice(0, 64));
  const factor = match ? PX_PER_UNIT[match[2]!.toLowerCase()] : undefined;
  return match && factor !== undefined ? Number(match[1]) * factor : null;
}

/** Numbers separated by white space or commas; `null` where anything else stands among them. */
export function parseNumbers(text: string): number[] | null {
  const parts = text.trim().split(/[\s,]+/);
  const numbers = parts.map((part) => (part === '' ? NaN : Number(part)));
  return numbers.some(Number.isNaN) ? null : numbers;
}
