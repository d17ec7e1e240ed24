/** What a reader of a report has to know beside its figures. */
import { weightWords } from './repeat-words.ts';
import type { Report, ReportGroup, ReportSuite } from './report.ts';

/** @returns sentences, most important first */
export function notesOn(report: Omit<Report, 'notes'>): string[] {
  const { groups, replaced, badLines, apart, bootstrap, weights } = report;
  const rows = groups.flatMap((group) => group.rows);
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const unscored = sum(({ counts }) => counts.unscored);
  const cut = sum(({ counts }) => counts.captionsCut);
  const replacedIn = sum(({ counts }) => counts.charactersReplaced);
  const seedsRepeated = sum(({ counts }) => counts.seedsRepeated);
  const dropped = [...new Set(rows.flatMap(({ trail }) => trail.droppedSettings))].sort();
  const notes: (string | null)[] = [
    rows.length === 0 ? 'There are no records.' : null,
    apart.length > 0
      ? 'Not all runs were scored alike: their figures stand in tables of their own and must not be compared.'
      : null,
    weights === null
      ? null
      : `Rewards are not the records’ own: they were folded again with ${weightWords(weights)}.`,
    unscored > 0
      ? `${samples(unscored)} unscored through faults of a system, not of a model, and in no mean: score or ask again.`
      : null,
    ...groups.map(missingNote),
    seedsRepeated > 0
      ? `${seedsRepeated === 1 ? '1 sample was' : `${seedsRepeated} samples were`} sent the seed of another sample of the item: a model that honours seeds gives the same answer again, and intervals, best of k and diversity count it as another one.`
      : null,
    replacedIn > 0
      ? `${replacedIn === 1 ? '1 answer' : `${replacedIn} answers`} held bytes that are not of the encoding: each was read as U+FFFD.`
      : null,
    badLines > 0 ? `${badLines} lines could not be read, and are in no count.` : null,
    replaced > 0
      ? `${replaced} records were left out: another record of the same sample is further, or older where both are alike.`
      : null,
    ...groups.map(unevenNote),
    ...report.suites.map(itemsNote),
    manyPairs(groups, bootstrap.level),
    cut > 0
      ? `${cut} captions were longer than an encoder reads and were cut as its tokenizer cuts.`
      : null,
    dropped.length > 0 ? `Settings that were not honoured: ${dropped.join(', ')}.` : null,
    rows.some(({ trail }) => trail.encoders.some(({ backends }) => backends.length > 1))
      ? 'Some scores were measured on more than one backend: they agree to about 0.001 of a cosine.'
      : null,
  ];
  return notes.filter((note) => note !== null);
}

const samples = (count: number): string => (count === 1 ? '1 sample is' : `${count} samples are`);

/** Pictures that lack a score: they are in the counts, and not in that mean. */
function missingNote({ rows, columns }: ReportGroup): string | null {
  const parts = columns.flatMap(({ key, title }) => {
    const missing = rows.flatMap(({ counts, unscored }) => {
      const whole = new Set(counts.unscoredReasons.map(({ reason }) => reason));
      return unscored.filter(({ column, reason }) => column === key && !whole.has(reason));
    });
    if (missing.length === 0) return [];
    const count = missing.reduce((total, { samples }) => total + samples, 0);
    const reasons = [...new Set(missing.map(({ reason }) => reason))].sort();
    return `${title} of ${count} (${reasons.join(', ')})`;
  });
  return parts.length === 0
    ? null
    : `Scores are missing by a fault of a system, and those samples are not in that mean: ${parts.join('; ')}.`;
}

/** Records name their items, but not what these are about. */
const itemsNote = ({ id, items }: ReportSuite): string | null =>
  items !== null
    ? null
    : `The items of ${id} are not at hand, so there is nothing by category. On the command line name the suite with --suite: its name or its file; on the page open it under Progress.`;

/** Unscored items are in no mean: two rows may be of different items though both were asked all. */
function unevenNote({ rows, columns, main }: ReportGroup): string | null {
  const at = columns.findIndex(({ key }) => key === main);
  const counts = new Set(rows.map(({ figures }) => figures[at]?.items ?? 0));
  return counts.size < 2
    ? null
    : `Means are over different numbers of items (${[...counts].sort((a, b) => a - b).join(', ')}): compare models by the pairs, which are over shared items, not by the table.`;
}

function manyPairs(groups: readonly ReportGroup[], level: number): string | null {
  const pairs = Math.max(0, ...groups.map((group) => group.pairs.length));
  if (pairs < 2) return null;
  const chance = Math.round(1 / (1 - level));
  return `${pairs} pairs are compared, each at ${Math.round(level * 100)}%: about 1 in ${chance} would look settled by chance alone. What holds for all pairs together (Holm) is marked.`;
}
