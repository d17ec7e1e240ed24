/** A column's figures as reports print them, each metric in its own way. */
import { formatCount, formatScore, formatShare, NO_NUMBER } from '../format-number.ts';
import type { Interval } from './bootstrap.ts';
import { isValidity, type Column } from './column.ts';
import type { Figure } from './column-values.ts';

/** A column's mean without its interval: a share, characters, or a score. */
export function printMean(column: Pick<Column, 'metric'>, mean: number | null): string {
  if (mean === null) return NO_NUMBER;
  if (isValidity(column)) return formatShare(mean);
  return column.metric === 'length' ? formatCount(mean) : formatScore(mean);
}

/** Half of an interval, as ` ±0.005`; empty where there is none. */
export function printHalfWidth(column: Pick<Column, 'metric'>, interval: Interval | null): string {
  if (interval === null) return '';
  const half = (interval.high - interval.low) / 2;
  if (isValidity(column)) return `±${(half * 100).toFixed(1)}`;
  return `±${column.metric === 'length' ? formatCount(half) : half.toFixed(3)}`;
}

/**
 * How far a mean may be off: half of its interval, or, for a share that was all or none, the one bound
 * that it has, `(from 93.6%)`: nothing lies on the other side.
 */
export function printSpread(column: Pick<Column, 'metric'>, { mean, interval }: Figure): string {
  if (interval === null || !isUnanimous(column, mean)) return printHalfWidth(column, interval);
  return mean === 1 ? `(from ${formatShare(interval.low)})` : `(to ${formatShare(interval.high)})`;
}

export const isUnanimous = (column: Pick<Column, 'metric'>, mean: number | null): boolean =>
  isValidity(column) && (mean === 0 || mean === 1);

/** `0.268 ±0.005` */
export function printFigure(column: Pick<Column, 'metric'>, figure: Figure | null): string {
  if (figure === null || figure.mean === null) return NO_NUMBER;
  return `${printMean(column, figure.mean)} ${printSpread(column, figure)}`.trimEnd();
}
