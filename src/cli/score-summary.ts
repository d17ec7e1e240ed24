/** The short table that `sgp score` prints when it is done. */
import type { SampleRecord } from '../core/bench/record.ts';
import { blame, type Failure } from '../core/failure.ts';
import { formatCount, NO_NUMBER } from '../core/format-number.ts';
import type { Score } from '../core/metric/score.ts';
import {
  columnOf,
  columnTitle,
  compareColumns,
  isCosine,
  type Column,
} from '../core/report/column.ts';
import { printMean } from '../core/report/print-figure.ts';
import { isMissingScore } from '../core/run/slot-row.ts';
import { plural, table } from './words.ts';

interface Tally {
  column: Column;
  sum: number;
  scored: number;
  /** Of the scored: their program draws. */
  drawn: number;
  /** By a system's fault; an item without a picture to compare with lacks nothing. */
  unscored: number;
}

export class ScoreSummary {
  badLines = 0;
  /** Records that lack a score through a system's fault. */
  unscored = 0;
  #records = 0;
  /** Records whose program does not draw, by its own fault: they have no cosine. */
  #invalid = 0;
  readonly #tallies = new Map<string, Tally>();

  add(record: SampleRecord): void {
    this.#records++;
    if (record.scores.some(isMissingScore)) this.unscored++;
    if (record.failure !== null && blame(record.failure) === 'candidate') this.#invalid++;
    for (const score of record.scores) this.#note(score, record.failure === null);
  }

  addBad(): void {
    this.badLines++;
  }

  /**
   * Means are over the scored samples, and say how many lack their score. Cosines have a second mean in
   * which a program that does not draw counts as 0: that is the protocol's number.
   */
  table(): string {
    const rows = [...this.#tallies.values()]
      .sort((a, b) => compareColumns(a.column, b.column))
      .map((tally) => this.#row(tally));
    const bad = this.badLines === 0 ? '' : `, ${plural(this.badLines, 'line')} could not be read`;
    const heading = `${plural(this.#records, 'sample')}${bad}`;
    return rows.length === 0 ? heading : `${heading}\n${table([HEAD, ...rows])}`;
  }

  #note(score: Score, isDrawn: boolean): void {
    if (score.status === 'unscored' && !isLost(score.failure)) return;
    const column = columnOf(score.metric, score.encoderId);
    const tally = this.#tallies.get(column.key) ?? { column, sum: 0, scored: 0, drawn: 0, unscored: 0 }; // prettier-ignore
    this.#tallies.set(column.key, tally);
    if (score.status === 'unscored') tally.unscored++;
    else {
      tally.sum += score.value;
      tally.scored++;
      if (isDrawn) tally.drawn++;
    }
  }

  #row({ column, sum, scored, drawn, unscored }: Tally): string[] {
    // Of invalid programs alone, where no picture was measured, there is no mean.
    const isOfNone = drawn === 0 && unscored > 0;
    const mean = (count: number) =>
      count === 0 || isOfNone ? NO_NUMBER : printMean(column, sum / count);
    const withInvalid = isCosine(column) ? mean(scored === 0 ? 0 : scored + this.#invalid) : '';
    return [columnTitle(column), mean(scored), formatCount(scored), formatCount(unscored), withInvalid]; // prettier-ignore
  }
}

/** By a system's fault; an item without a picture to compare with will never have this score. */
const isLost = (failure: Failure): boolean =>
  blame(failure) === 'system' && !(failure.stage === 'embed' && failure.kind === 'no-reference');

const HEAD = ['Score', 'Mean', 'Samples', 'Unscored', 'Mean, invalid as 0'];
