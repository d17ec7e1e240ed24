/** Replacing parts of a text, all at once. */

export interface Edit {
  start: number;
  /** Exclusive; equal to `start` for an insertion. */
  end: number;
  text: string;
}

const isReplacement = ({ start, end }: Edit) => end > start;

/**
 * Applies edits given against the original text. At one place insertions come first, in
 * their order; an edit that begins inside an earlier one is swallowed by it.
 */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const ordered = edits
    .map((edit, order) => ({ edit, order }))
    .sort(
      (a, b) =>
        a.edit.start - b.edit.start ||
        Number(isReplacement(a.edit)) - Number(isReplacement(b.edit)) ||
        a.order - b.order,
    );
  const parts: string[] = [];
  let at = 0;
  for (const { edit } of ordered) {
    if (edit.start < at) continue;
    parts.push(source.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(source.slice(at));
  return parts.join('');
}
