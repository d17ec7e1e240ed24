/** Published numbers beside those of a run, or why they are not there. */
import { formatScore } from '../format-number.ts';
import type { ReportGroup, ReportRow } from './report.ts';
import { type Table } from './table.ts';

export function rulerTables(group: ReportGroup): Table[] {
  return group.rulers.flatMap((offer): Table[] => {
    if (offer.kind === 'withheld') return [];
    const { metric, suite, source, caveat, columns, published } = offer.ruler;
    const ours = group.rows.flatMap((row) => {
      const value = meanOver(row, group, columns);
      return value === null ? [] : [{ model: row.title, value, from: 'here' }];
    });
    const all = [...ours, ...published.map((row) => ({ ...row, from: 'published' }))];
    const body = all
      .sort((a, b) => b.value - a.value || (a.model < b.model ? -1 : 1))
      .map(({ model, value, from }) => [model, formatScore(value), from]);
    const title = `${metric} on ${suite}, beside ${source}`;
    return [{ title, caption: caveat, head: ['Model', 'Mean', 'From'], body }];
  });
}

/** The protocol's one number for several encoders; `null` where one is missing. */
function meanOver(row: ReportRow, group: ReportGroup, keys: readonly string[]): number | null {
  const means = keys.map((key) => {
    const at = group.columns.findIndex((column) => column.key === key);
    return row.figures[at]?.mean ?? null;
  });
  const known = means.filter((mean) => mean !== null);
  if (known.length === 0 || known.length < means.length) return null;
  return known.reduce((sum, mean) => sum + mean, 0) / known.length;
}

/** Why published numbers are not shown, where there are some. */
export const withheldWords = ({ rulers }: ReportGroup): string[] =>
  rulers.flatMap((offer) =>
    offer.kind === 'withheld'
      ? [
          `Published ${offer.metric} numbers are not shown beside these: ${offer.reasons.join('; ')}.`,
        ]
      : [],
  );
