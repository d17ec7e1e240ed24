/** Offsets to lines and columns. */
import type { Span } from '../failure.ts';

/** Spans of one text; building it is one pass, each question a binary search. */
export class LineIndex {
  readonly #starts: number[] = [0];

  /** Lines end at LF, CR LF or a lone CR, as editors count them. */
  constructor(text: string) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) this.#starts.push(at + 1);
    }
  }

  /** @param start @param end UTF-16 offsets, end exclusive */
  span(start: number, end: number): Span {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= start) low = middle;
      else high = middle - 1;
    }
    return { start, end, line: low + 1, column: start - this.#starts[low]! + 1 };
  }
}
