/** Conditions on a report for scripts: `validity>=0.9`, `clip-vit-base-patch32.low>=0.25`. */
import { isValidity } from './column.ts';
import type { Figure } from './column-values.ts';
import { formatScore } from '../format-number.ts';
import type { Report, ReportColumn, ReportGroup, ReportRow } from './report.ts';

/** `low` and `high` are the ends of the interval: `low>=0.25` holds only where chance cannot explain it. */
export const THRESHOLD_FIGURES = ['mean', 'low', 'high'] as const;
export type ThresholdFigure = (typeof THRESHOLD_FIGURES)[number];
export type Comparison = '>=' | '>' | '<=' | '<';

export interface Threshold {
  /** As written. */
  text: string;
  /**
   * `validity` (by the report's policy), `unscored` (the share of samples), a metric (`reward`,
   * `text-image`), a column's key, an encoder's key, or the beginning of one up to its `@`.
   */
  subject: string;
  figure: ThresholdFigure;
  comparison: Comparison;
  value: number;
}

export type ThresholdReading = { ok: true; threshold: Threshold } | { ok: false; reason: string };

/** @returns the condition, or in one sentence what is wrong with it */
export function parseThreshold(text: string): ThresholdReading {
  const match = /^\s*(\S+?)\s*(>=|<=|>|<)\s*(\S+)\s*$/.exec(text);
  if (match === null)
    return { ok: false, reason: `"${text}" is not a condition such as validity>=0.9` };
  const [, name, comparison, number] = match as unknown as [string, string, Comparison, string];
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?%?$/i.test(number) ? parseFloat(number) : null;
  if (value === null) return { ok: false, reason: `"${number}" in "${text}" is not a number` };
  const dot = name.lastIndexOf('.');
  const figure = THRESHOLD_FIGURES.find((known) => known === name.slice(dot + 1));
  const subject = dot > 0 && figure !== undefined ? name.slice(0, dot) : name;
  const threshold = {
    text: text.trim(),
    subject,
    figure: figure ?? 'mean',
    comparison,
    value: number.endsWith('%') ? value / 100 : value,
  };
  return { ok: true, threshold };
}

export interface ThresholdResult {
  threshold: Threshold;
  /** Row id and title. */
  row: string;
  title: string;
  /** `cannot-tell`: nothing of that name was measured, or no sample has it. */
  verdict: 'met' | 'missed' | 'cannot-tell';
  value: number | null;
  /** In words, for people and for JUnit. */
  message: string;
}

/** Each condition on each row: a report of four models meets one where all four do. */
export const checkThresholds = (
  { groups, policy }: Report,
  thresholds: readonly Threshold[],
): ThresholdResult[] =>
  groups.flatMap((group) =>
    group.rows.flatMap((row) =>
      thresholds.map((threshold) => checked(threshold, group, row, policy.validity)),
    ),
  );

/**
 * What a command ends with: 0 all met, 1 one missed, 2 nothing missed but something cannot be told
 * (also where there was nothing to check).
 */
export function exitCodeOf(results: readonly ThresholdResult[]): 0 | 1 | 2 {
  if (results.some(({ verdict }) => verdict === 'missed')) return 1;
  return results.length === 0 || results.some(({ verdict }) => verdict === 'cannot-tell') ? 2 : 0;
}

function checked(
  threshold: Threshold,
  group: ReportGroup,
  row: ReportRow,
  validity: Report['policy']['validity'],
): ThresholdResult {
  const found = valueOf(threshold, group, row, validity);
  const result = { threshold, row: row.id, title: row.title };
  if (typeof found === 'string')
    return { ...result, verdict: 'cannot-tell', value: null, message: found };
  const met = holds(found, threshold);
  const message = `${threshold.subject} ${threshold.figure} is ${formatScore(found)}, ${met ? 'as' : 'not'} ${threshold.comparison} ${threshold.value}`;
  return { ...result, verdict: met ? 'met' : 'missed', value: found, message };
}

function holds(value: number, { comparison, value: limit }: Threshold): boolean {
  if (comparison === '>=') return value >= limit;
  if (comparison === '>') return value > limit;
  return comparison === '<=' ? value <= limit : value < limit;
}

/** @returns the number, or why there is none */
function valueOf(
  { subject, figure }: Threshold,
  group: ReportGroup,
  row: ReportRow,
  validity: Report['policy']['validity'],
): number | string {
  if (subject === 'unscored') return row.counts.unscored / row.counts.samples;
  const key = subject === 'validity' ? `validity-${validity}` : subject;
  const matches = group.columns.flatMap((column, at) =>
    isNamed(column, key) ? [{ column, figure: row.figures[at] ?? null }] : [],
  );
  if (matches.length === 0) return `nothing named "${subject}" was measured`;
  if (matches.length > 1)
    return `"${subject}" may be ${matches.map(({ column }) => column.key).join(' or ')}: name one`;
  const [{ column, figure: measured }] = matches as [(typeof matches)[number]];
  return numberOf(measured, figure) ?? `no ${figure} of ${column.key}: too few scored samples`;
}

function isNamed(column: ReportColumn, name: string): boolean {
  const { key, metric, encoderId } = column;
  if (key === name || metric === name || encoderId === name) return true;
  return !isValidity(column) && encoderId !== null && encoderId.split('@')[0] === name;
}

function numberOf(measured: Figure | null, figure: ThresholdFigure): number | null {
  if (measured === null) return null;
  return figure === 'mean' ? measured.mean : (measured.interval?.[figure] ?? null);
}
