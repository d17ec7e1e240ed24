/** What a table says, in a sentence: who leads, and between whom nothing can be told. */
import { isLevel } from './paired.ts';
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
  const against = (id: string) => pairs.find((pair) => pair.a === first.id && pair.b === id);
  const titles = (is: (pair: ReportPair | undefined) => boolean) =>
    others.filter(({ id }) => is(against(id))).map(({ title }) => title);
  const level = titles((pair) => pair !== undefined && isLevel(pair));
  const unsettled = titles((pair) => pair?.verdict !== 'a' && !(pair && isLevel(pair)));
  const settled = titles((pair) => pair?.verdict === 'a');
  const head = headOf(first.title, level, unsettled, settled);
  const rest = pairs
    .filter((pair) => pair.verdict !== 'a' && pair.a !== first.id && pair.b !== first.id)
    .filter((pair) => !isLevel(pair))
    .map(({ a, b }) => `${titleOf(a)} and ${titleOf(b)}`);
  if (rest.length === 0) return head;
  const between = rest.length > 3 ? `${rest.length} of the other pairs` : listed(rest);
  return `${head} Between ${between} there are too few items to tell.`;
}

function headOf(
  first: string,
  level: readonly string[],
  unsettled: readonly string[],
  settled: readonly string[],
): string {
  const tooFew = `against ${listed(unsettled)} there are too few items to tell.`;
  if (level.length > 0) {
    const equals = `${listed([first, ...level])} are level on every item`;
    if (unsettled.length > 0) return `${equals}, and have the highest mean, but ${tooFew}`;
    return settled.length === 0 ? `${equals}.` : `${equals}, ahead of ${listed(settled)}.`;
  }
  if (unsettled.length > 0) return `${first} has the highest mean, but ${tooFew}`;
  const others = settled.length === 1 ? settled[0]! : 'every other model';
  return `${first} scores highest on these items, ahead of ${others}.`;
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
