/** What a table says, in a sentence: who leads, and between whom nothing can be told. */
import type { ReportPair, ReportRow } from './report.ts';

export type AnsweredRow = Pick<ReportRow, 'id' | 'title'>;

/**
 * @param rows best first
 * @returns `null` below two rows: there is nothing to compare
 */
export function answerOf(
  rows: readonly AnsweredRow[],
  pairs: readonly ReportPair[],
): string | null {
  const [first, ...others] = rows;
  if (first === undefined || others.length === 0) return null;
  const titleOf = (id: string) => rows.find((row) => row.id === id)!.title;
  const settled = (a: string, b: string) =>
    pairs.find((pair) => pair.a === a && pair.b === b)?.verdict === 'a';
  const unsettled = others.filter(({ id }) => !settled(first.id, id)).map(({ title }) => title);
  const rest = pairs
    .filter(({ a, b, verdict }) => verdict !== 'a' && a !== first.id && b !== first.id)
    .map(({ a, b }) => `${titleOf(a)} and ${titleOf(b)}`);
  const head =
    unsettled.length === 0
      ? `${first.title} scores highest on these items, ahead of ${others.length === 1 ? others[0]!.title : 'every other model'}.`
      : `${first.title} has the highest mean, but against ${listed(unsettled)} there are too few items to tell.`;
  if (rest.length === 0) return head;
  const between = rest.length > 3 ? `${rest.length} of the other pairs` : listed(rest);
  return `${head} Between ${between} there are too few items to tell.`;
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
