/** The files that a run's records can be had as, beside the records themselves. */
import type { RunCard } from '../../../core/run/run-card.ts';
import { figuresCsv } from '../../../core/report/write-figures-csv.ts';
import { reportToMarkdown } from '../../../core/report/write-markdown.ts';
import type { RunRecords } from '../../state/benchmark-results/run-records.svelte.ts';

export interface RunFile {
  id: 'figures' | 'items' | 'samples' | 'markdown' | 'html' | 'json';
  title: string;
  kind: string;
  about: string;
  ending: string;
  type: string;
  /** @throws Error in words where the records cannot be read */
  make(source: RunRecords): Promise<string[]>;
}

const CSV = 'text/csv;charset=utf-8';

export const runFiles: readonly RunFile[] = [
  {
    id: 'html',
    title: 'Report, HTML',
    kind: 'HTML',
    about: 'One file with tables and plots that needs nothing else: no script, no request.',
    ending: '.html',
    type: 'text/html;charset=utf-8',
    make: async (source) => {
      const { reportToHtml } = await import('../../../core/report/write-html.ts');
      return [reportToHtml(await source.report())];
    },
  },
  {
    id: 'markdown',
    title: 'Report, Markdown',
    kind: 'Markdown',
    about: 'All tables as text, for an issue or a paper’s appendix.',
    ending: '.md',
    type: 'text/markdown;charset=utf-8',
    make: async (source) => [reportToMarkdown(await source.report())],
  },
  {
    id: 'figures',
    title: 'Figures, CSV',
    kind: 'figures',
    about: 'Every mean with its interval and counts, one a line, in full precision.',
    ending: '-figures.csv',
    type: CSV,
    make: async (source) => [...figuresCsv(await source.report())],
  },
  {
    id: 'items',
    title: 'Items, CSV',
    kind: 'items',
    about: 'The mean of each item’s samples for every model and score.',
    ending: '-items.csv',
    type: CSV,
    make: (source) => source.table('items'),
  },
  {
    id: 'samples',
    title: 'Samples, CSV',
    kind: 'samples',
    about: 'Every sample’s scores as measured, its outcome, tokens and cost.',
    ending: '-samples.csv',
    type: CSV,
    make: (source) => source.table('samples'),
  },
  {
    id: 'json',
    title: 'Report, JSON',
    kind: 'JSON',
    about: 'The report as data, for scripts.',
    ending: '.json',
    type: 'application/json',
    make: async (source) => [`${JSON.stringify(await source.report(), null, 2)}\n`],
  },
];

/** Suite, date and the beginning of the run's name: enough to tell files apart in a folder. */
export const runFileName = ({ conditions, createdAt, runId }: RunCard): string =>
  `sgp-${conditions.suite.id}-${createdAt.slice(0, 10)}-${runId.slice(0, 6)}`;
