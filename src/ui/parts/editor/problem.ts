/** What the editor underlines: a place in the program and what is wrong there, in plain words. */
export interface Problem {
  /** UTF-16 offsets into the program, end exclusive; an empty span is widened to be seen. */
  start: number;
  end: number;
  /** What is wrong, a few words: `bare “&” in text`. */
  headline: string;
  /** What to do about it, or what follows from it; may be empty. */
  detail: string;
  severity: 'error' | 'warning';
}

/**
 * The span to underline: at least one character wide and never across a line end, because a wavy
 * line under a line break cannot be seen. Of a span that begins at a line end, the character before.
 */
export function visibleSpan(
  text: string,
  span: { start: number; end: number },
): { start: number; end: number } {
  const isBreak = (at: number) => text[at] === '\n' || text[at] === '\r';
  let start = Math.min(Math.max(span.start, 0), text.length);
  let end = start;
  while (end < Math.min(Math.max(span.end, start + 1), text.length) && !isBreak(end)) end++;
  if (end === start && start > 0 && !isBreak(start - 1)) start--;
  return { start, end };
}
