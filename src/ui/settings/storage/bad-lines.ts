/** What an import said of a file, in words, and its bad lines as a list to keep. */
import type { ImportReport } from '../../../core/ports/history-store.ts';
import { formatCount } from '../../parts/scores/format.ts';

const samples = (count: number): string =>
  `${formatCount(count)} ${count === 1 ? 'sample' : 'samples'}`;

/** `12 samples imported, 3 were here already, 1 line could not be read.` */
export function importWords({ imported, duplicates, bad }: ImportReport): string {
  const parts = [`${samples(imported)} imported`];
  if (duplicates > 0)
    parts.push(`${formatCount(duplicates)} ${duplicates === 1 ? 'was' : 'were'} here already`);
  if (bad.length > 0)
    parts.push(
      `${formatCount(bad.length)} ${bad.length === 1 ? 'line' : 'lines'} could not be read`,
    );
  return `${parts.join(', ')}.`;
}

/** Tab-separated, one bad line each: its number from 1, and the reason. */
export function badLinesText(bad: ImportReport['bad']): string {
  const rows = bad.map(({ line, reason }) => `${line}\t${reason.replace(/\s+/g, ' ')}`);
  return `${['line\treason', ...rows].join('\n')}\n`;
}
