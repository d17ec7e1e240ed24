/** What an import said of a file, in words, and its bad lines as a list to keep. */
import type { DuplicateRecordRule } from '../../../core/bench/duplicate-record.ts';
import type { HistoryImport } from '../../../core/ports/history-store.ts';
import { formatCount } from '../../parts/scores/format.ts';

const samples = (count: number): string =>
  `${formatCount(count)} ${count === 1 ? 'sample' : 'samples'}`;

/** What became of samples whose id was taken by another one. */
const SETTLED: Record<DuplicateRecordRule, (one: boolean) => string> = {
  'keep-first': (one) => `${one ? 'differs' : 'differ'} from what is here, which was kept`,
  'keep-last': () => 'took the place of what was here',
  'new-sample': (one) =>
    `${one ? 'has' : 'have'} an id that was taken, and ${one ? 'is' : 'are'} here as further samples`,
};

/** `12 samples imported, 3 were here already, 1 line could not be read.` */
export function importWords(
  { imported, same, differing, badCount }: HistoryImport,
  rule: DuplicateRecordRule,
): string {
  const parts = [`${samples(imported)} imported`];
  if (same > 0) parts.push(`${formatCount(same)} ${same === 1 ? 'was' : 'were'} here already`);
  if (differing > 0) parts.push(`${formatCount(differing)} ${SETTLED[rule](differing === 1)}`);
  if (badCount > 0)
    parts.push(`${formatCount(badCount)} ${badCount === 1 ? 'line' : 'lines'} could not be read`);
  return `${parts.join(', ')}.`;
}

/** Tab-separated, one bad line each: where it stands, and the reason. */
export function badLinesText(bad: HistoryImport['bad']): string {
  const rows = bad.map(({ place, reason }) => `${place}\t${reason.replace(/\s+/g, ' ')}`);
  return `${['place\treason', ...rows].join('\n')}\n`;
}
