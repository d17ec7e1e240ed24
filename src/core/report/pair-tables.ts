/** Models against each other: pairs, the items that set them apart, and what the order hangs on. */
import { isValidity } from './column.ts';
import { isLevel, POWER } from './paired.ts';
import { formatCount, formatDifference, formatScore, NO_NUMBER } from '../format-number.ts';
import { printHalfWidth } from './print-figure.ts';
import type { ReportGroup } from './report.ts';
import { levelWords, titleOf, type Table } from './table.ts';

export function pairTable(group: ReportGroup, level: number): Table | null {
  if (group.pairs.length === 0) return null;
  const column = group.columns.find(({ key }) => key === group.main)!;
  const body = group.pairs.map((pair) => [
    `${titleOf(group, pair.a)} over ${titleOf(group, pair.b)}`,
    `${isValidity(column) ? pointsOf(pair.difference) : formatDifference(pair.difference)} ${printHalfWidth(column, pair.interval)}`.trimEnd(),
    `${formatCount(pair.wins)} / ${formatCount(pair.ties)} / ${formatCount(pair.losses)}`,
    formatCount(pair.items),
    verdictWords(group, pair) +
      (pair.holdsTogether && group.pairs.length > 1 ? ', also for all pairs together' : ''),
  ]);
  const caption = `${column.title}, same items, ${levelWords(level)} paired bootstrap. The number of items that would settle a pair is for a chance of ${levelWords(POWER)}.`;
  const head = ['Pair', 'Difference', 'Wins / ties / losses', 'Items', 'Verdict'];
  return { title: 'Paired differences', caption, head, body };
}

export function verdictWords(group: ReportGroup, pair: ReportGroup['pairs'][number]): string {
  if (pair.verdict === 'a') return `${titleOf(group, pair.a)} ahead`;
  if (pair.verdict === 'b') return `${titleOf(group, pair.b)} ahead`;
  if (isLevel(pair)) return 'level on every item';
  const needed =
    pair.itemsNeeded === null
      ? ''
      : `, about ${formatCount(roundItems(pair.itemsNeeded))} would do`;
  return `too few items to tell${needed}`;
}

/** An estimate from few items has two digits at best. */
const roundItems = (items: number): number => Number(items.toPrecision(2));

const pointsOf = (difference: number | null): string =>
  difference === null ? NO_NUMBER : formatDifference(difference * 100);

export function movedTable(group: ReportGroup): Table | null {
  if (group.moved.length === 0) return null;
  const body = group.moved.map(({ itemId, prompt, a, b, aMean, bMean, difference }) => [
    prompt === null ? itemId : `${prompt} (${itemId})`,
    `${titleOf(group, a)} over ${titleOf(group, b)}`,
    formatDifference(difference),
    `${formatScore(aMean)}, ${formatScore(bMean)}`,
  ]);
  return {
    title: 'Items that moved most',
    caption: null,
    head: ['Item', 'Pair', 'Difference', 'Means'],
    body,
  };
}

export function rankingTable(group: ReportGroup): Table | null {
  if (group.rankings.length === 0 || group.rows.length < 2) return null;
  const body = group.rankings.map(({ title, rows, sameOrder, unscored }) => [
    title,
    rows.map(({ id, mean }) => `${titleOf(group, id)} ${formatScore(mean)}`).join(', '),
    sameOrder ? 'the same' : 'another order',
    formatCount(unscored),
  ]);
  const head = ['Counted so', 'Order', 'Against the chosen one', 'Unscored'];
  return { title: 'Ranking under other policies', caption: null, head, body };
}
