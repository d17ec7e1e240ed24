/** The short table that `sgp score` prints when it is done. */
import type { SampleRecord } from '../core/bench/record.ts';
import { blame } from '../core/failure.ts';
import type { Score } from '../core/metric/score.ts';
import { isMissingScore } from '../core/run/slot-row.ts';

/** A reward without a picture has no encoder, and still belongs to the mean. */
const columnOf = ({ metric, encoderId }: Score): string =>
  encoderId === null || metric === 'reward' ? metric : `${metric} ${encoderId}`;

interface Column {
  sum: number;
  scored: number;
  unscored: number;
}

export class ScoreSummary {
  badLines = 0;
  /** Records that lack a score through a system's fault. */
  unscored = 0;
  #records = 0;
  /** Records whose program does not draw, by its own fault: they have no cosine. */
  #invalid = 0;
  readonly #columns = new Map<string, Column>();

  add(record: SampleRecord): void {
    this.#records++;
    if (record.scores.some(isMissingScore)) this.unscored++;
    if (record.failure !== null && blame(record.failure) === 'candidate') this.#invalid++;
    for (const score of record.scores) {
      const name = columnOf(score);
      const column = this.#columns.get(name) ?? { sum: 0, scored: 0, unscored: 0 };
      this.#columns.set(name, column);
      if (score.status === 'scored') {
        column.sum += score.value;
        column.scored++;
      } else column.unscored++;
    }
  }

  addBad(): void {
    this.badLines++;
  }

  /**
   * Means are over the scored samples, and say how many were left out. Cosines have a second mean in
   * which a program that does not draw counts as 0: that is the protocol's number.
   */
  table(): string {
    const rows = [...this.#columns].map(([name, { sum, scored, unscored }]) => [
      name,
      mean(sum, scored),
      String(scored),
      String(unscored),
      /-image /.test(name) ? mean(sum, scored === 0 ? 0 : scored + this.#invalid) : '',
    ]);
    const table = [HEAD, ...rows];
    const widths = HEAD.map((_, at) => Math.max(...table.map((row) => row[at]!.length)));
    const lines = table.map(([name, ...numbers]) =>
      [name!.padEnd(widths[0]!), ...numbers.map((text, at) => text.padStart(widths[at + 1]! + 2))]
        .join('')
        .trimEnd(),
    );
    const bad = this.badLines === 0 ? '' : `, ${this.badLines} lines could not be read`;
    return [`${this.#records} samples${bad}`, ...lines].join('\n');
  }
}

const HEAD = ['score', 'mean', 'n', 'unscored', 'mean, invalid as 0'];

const mean = (sum: number, count: number): string => (count === 0 ? '–' : (sum / count).toFixed(3));
