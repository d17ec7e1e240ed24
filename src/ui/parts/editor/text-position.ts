/** Offsets to lines and columns as the editor counts them: \r\n, \n and \r each end a line. */

export interface Position {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 code units. */
  column: number;
}

/** Offset at which each line begins; the first is 0. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** @param offset clamped below to 0; beyond the end it counts on in the last line */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.max(0, offset - starts[low]!) + 1 };
}

/** Inverse of `positionAt`; a line past the last one counts as the last. */
export function offsetAt(starts: readonly number[], position: Position): number {
  const line = Math.min(Math.max(position.line, 1), starts.length);
  return starts[line - 1]! + Math.max(position.column, 1) - 1;
}

/**
 * The one edit that turns `before` into `after`: what they share at both ends is left alone,
 * so that the caret, the folds and the undo history survive.
 * @returns offsets into `before`, end exclusive
 */
export function singleEdit(
  before: string,
  after: string,
): { start: number; end: number; text: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
