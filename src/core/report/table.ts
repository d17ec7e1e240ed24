/** A table as words, for Markdown and HTML alike: the same cells in both. */
import type { ReportGroup } from './report.ts';

export interface Table {
  title: string;
  /** What the numbers are; `null`: the title says it. */
  caption: string | null;
  /** The first column holds names, the others numbers. */
  head: string[];
  body: string[][];
}

/** What a row of a group is called. */
export const titleOf = ({ rows }: ReportGroup, id: string): string =>
  rows.find((row) => row.id === id)!.title;

/** `95%` */
export const levelWords = (level: number): string => `${Math.round(level * 1000) / 10}%`;

/** Columns that hold words, which read from the left; numbers stand at the right. */
export const wordColumns = ({ head, body }: Table): boolean[] =>
  head.map((_, at) => at === 0 || (body.length > 0 && body.every((row) => isWord(row[at]!))));

const isWord = (cell: string): boolean => !/^[+\u2212$\u2013]?\d|^\u2013$|^price /.test(cell);
