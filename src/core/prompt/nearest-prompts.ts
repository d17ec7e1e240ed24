/** Which of the prompts at hand come nearest to one that is not among them. */

/** Words that every prompt has say nothing of what it is about. */
const EMPTY_WORDS = new Set(['a', 'an', 'the', 'of', 'on', 'in', 'at', 'and', 'with', 'to', 'is']);

const wordsOf = (prompt: string): Set<string> =>
  new Set(
    (prompt.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !EMPTY_WORDS.has(word)),
  );

/**
 * Ranks by shared words over all words (Jaccard), best first; ties keep their order.
 * @returns at most `count`; those that share no word fill up the end
 */
export function nearestPrompts<P extends { prompt: string }>(
  subject: string,
  prompts: readonly P[],
  count = 3,
): P[] {
  const wanted = wordsOf(subject);
  const overlap = ({ prompt }: P): number => {
    const words = wordsOf(prompt);
    const shared = [...words].filter((word) => wanted.has(word)).length;
    return shared / (words.size + wanted.size - shared || 1);
  };
  return prompts
    .map((one) => ({ one, score: overlap(one) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ one }) => one);
}
