/**
 * Characters of a program without XML and CSS comments and white space (protocol.md, "length").
 * Parity: `get_svg_code_length` of SGP-RL, which counts code points.
 */
import { countInk } from './python-text.ts';

export function programLength(source: string): number {
  return countInk(without(without(source, '<!--', '-->'), '/*', '*/'));
}

/** Removes each `open … close`; an opening without its close stays, as in the official regex. */
function without(text: string, open: string, close: string): string {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf(open, at);
    const end = start === -1 ? -1 : text.indexOf(close, start + open.length);
    if (end === -1) break;
    parts.push(text.slice(at, start));
    at = end + close.length;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
