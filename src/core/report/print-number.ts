/** Numbers as reports print them: the same in every locale, a true minus, an en dash for none. */
import { isValidity, type Column } from './column.ts';
import type { Interval } from './bootstrap.ts';
import type { Figure } from './column-values.ts';

const MINUS = '\u2212';
export const NO_NUMBER = '\u2013';

const withMinus = (text: string): string =>
  (/^-[0.]*$/.test(text) ? text.slice(1) : text).replace('-', MINUS);

/** 3 digits after the point; `0` is a real zero. */
export function printScore(value: number | null): string {
  if (value === null) return NO_NUMBER;
  return value === 0 ? '0' : withMinus(value.toFixed(3));
}

/** Always signed: `+0.018`; `0` where nothing differs at 3 digits. */
export function printDifference(value: number | null): string {
  if (value === null) return NO_NUMBER;
  const text = printScore(Math.abs(value));
  if (Number(text) === 0) return '0';
  return (value < 0 ? MINUS : '+') + text;
}

/** 0..1 as percent with 1 digit; `100%` and `0%` only where that is exact. */
export function printShare(share: number | null): string {
  if (share === null) return NO_NUMBER;
  if (share === 0 || share === 1) return `${share * 100}%`;
  return `${Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1)}%`;
}

/** A whole number with commas between thousands. */
export const printCount = (count: number): string =>
  withMinus(String(Math.round(count))).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** `$1.92`, `$0.0004`; `price unknown` */
export function printUsd(usd: number | null): string {
  if (usd === null) return 'price unknown';
  if (usd === 0) return '$0';
  // Less than a cent: one digit that says something.
  const digits = usd < 0.01 ? Math.min(9, Math.ceil(-Math.log10(usd))) : 2;
  return `$${usd.toFixed(digits)}`;
}

/** A column's mean without its interval: a share, characters, or a score. */
export function printMean(column: Pick<Column, 'metric'>, mean: number | null): string {
  if (mean === null) return NO_NUMBER;
  if (isValidity(column)) return printShare(mean);
  return column.metric === 'length' ? printCount(mean) : printScore(mean);
}

/** Half of an interval, as ` ±0.005`; empty where there is none. */
export function printHalfWidth(column: Pick<Column, 'metric'>, interval: Interval | null): string {
  if (interval === null) return '';
  const half = (interval.high - interval.low) / 2;
  if (isValidity(column)) return `±${(half * 100).toFixed(1)}`;
  return `±${column.metric === 'length' ? printCount(half) : half.toFixed(3)}`;
}

/** `0.268 ±0.005` */
export function printFigure(column: Pick<Column, 'metric'>, figure: Figure | null): string {
  if (figure === null || figure.mean === null) return NO_NUMBER;
  return `${printMean(column, figure.mean)} ${printHalfWidth(column, figure.interval)}`.trimEnd();
}

/** `7 ms`, `3.4 s`, `2 min 5 s`, `1 h 20 min` */
export function printDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60)
    return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
