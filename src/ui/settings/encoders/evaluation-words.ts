/** An evaluation as the page tells it: rows in groups, each beside what it has to beat, and a verdict. */
import {
  verdictOf,
  type EncoderEvaluation,
  type EvaluationRow,
  type MeasuredShare,
  type Verdict,
} from '../../../core/embedding/encoder-evaluation.ts';

/** A simpler way of doing the same, measured on the same trials. */
export interface Baseline {
  title: string;
  share: MeasuredShare;
}

export interface ToldRow {
  name: string;
  share: MeasuredShare;
  baselines: Baseline[];
  bar: EvaluationRow['bar'];
  /** `null`: no bar was set. */
  verdict: Verdict | null;
}

export interface RowGroup {
  title: string;
  rows: ToldRow[];
}

const LIKENESS = 'likeness, ';
/** Ways to compare pictures without an encoder. */
const PICTURE_BASELINES = [
  { prefix: 'pixel cosine, ', title: 'pixels' },
  { prefix: 'edge-map cosine, ', title: 'edges' },
];

const WITH_A_BAR = 'Held to a bar';
/** The first that fits takes the row. */
const GROUPS: { title: string; holds: (row: ToldRow) => boolean }[] = [
  { title: WITH_A_BAR, holds: ({ bar }) => bar !== null },
  { title: 'Picture against picture', holds: ({ name }) => name.startsWith(LIKENESS) },
  { title: 'Wordings never trained', holds: ({ name }) => name.startsWith('never trained') },
  {
    title: 'Composed scenes, right caption against a wrong one',
    holds: ({ name }) => /^(composed scenes|attribute moved)/.test(name),
  },
  { title: 'The app’s bundled answers', holds: ({ name }) => name.startsWith('bundled answers') },
  { title: 'Naming one thing', holds: ({ name }) => /top-\d|\d+ things/.test(name) },
  { title: 'Right caption against a wrong one', holds: () => true },
];

/** @returns groups that have rows, those with a bar first */
export function groupsOf({ rows }: EncoderEvaluation): RowGroup[] {
  const told = rows.filter(({ name }) => !isPictureBaseline(name)).map((row) => tell(row, rows));
  const groups = GROUPS.map(({ title }): RowGroup => ({ title, rows: [] }));
  for (const row of told) groups[GROUPS.findIndex(({ holds }) => holds(row))]!.rows.push(row);
  return groups.filter((group) => group.rows.length > 0);
}

const isPictureBaseline = (name: string): boolean =>
  PICTURE_BASELINES.some(({ prefix }) => name.startsWith(prefix));

function tell({ name, share, bagOfWords, bar }: EvaluationRow, rows: EvaluationRow[]): ToldRow {
  const verdict = bar === null ? null : verdictOf(share, bar);
  if (!name.startsWith(LIKENESS)) {
    const baselines = bagOfWords === null ? [] : [{ title: 'bag of words', share: bagOfWords }];
    return { name, share, baselines, bar, verdict };
  }
  const change = name.slice(LIKENESS.length);
  const baselines = PICTURE_BASELINES.flatMap(({ prefix, title }) => {
    const found = rows.find((row) => row.name === prefix + change);
    return found === undefined ? [] : [{ title, share: found.share }];
  });
  return { name, share, baselines, bar, verdict };
}

export interface BarSummary {
  /** Names of rows that reach what was asked for, or more. */
  met: string[];
  /** How many of them reach the aim. */
  aims: number;
  missed: string[];
}

export function barSummary(groups: readonly RowGroup[]): BarSummary {
  const rows = groups.flatMap((group) => group.rows).filter(({ verdict }) => verdict !== null);
  return {
    met: rows.filter(({ verdict }) => verdict !== 'missed').map(({ name }) => name),
    aims: rows.filter(({ verdict }) => verdict === 'aim').length,
    missed: rows.filter(({ verdict }) => verdict === 'missed').map(({ name }) => name),
  };
}

export const VERDICT_WORDS: Record<Verdict, string> = {
  aim: 'aim reached',
  met: 'met',
  missed: 'missed',
};

/** Whole percent, as its interval is several wide: `92%`; chances below 1% keep a digit. */
export function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 0.95 ? value.toFixed(1) : value.toFixed(0)}%`;
}

/** `90–95%` */
export const interval = ({ low, high }: MeasuredShare): string =>
  `${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)}%`;
