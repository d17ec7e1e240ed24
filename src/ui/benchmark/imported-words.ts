/** What became of the records of a file, in a sentence. */
import type { ImportReport } from '../../core/ports/history-store.ts';
import { formatCount } from '../parts/scores/format.ts';

/** Where two records are of one sample, one is kept, and it is said which; see `preferredRecord`. */
export function importedWords({
  imported,
  replaced,
  duplicates,
}: Pick<ImportReport, 'imported' | 'replaced' | 'duplicates'>): string {
  const parts = [`${formatCount(imported)} ${imported === 1 ? 'record' : 'records'} imported`];
  if (replaced > 0)
    parts.push(`${formatCount(replaced)} of them in place of others of the same samples`);
  if (duplicates > 0) parts.push(`${formatCount(duplicates)} left out, as those samples are here`);
  const settled = replaced + duplicates > 0 ? `. ${RULE}` : '';
  return parts.join(', ') + settled;
}

const RULE = 'Of two records of a sample the more complete one is kept, else the older';
