/** The short table that `sgp score` prints when it is done. */
import type { SampleRecord } from '../core/bench/record.ts';
import type { Score } from '../core/metric/score.ts';

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
  #records = 0;
  readonly #columns = new Map<string, Column>();

  add(record: SampleRecord): void {
    this.#records++;
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

  /** Means are over the scored samples only, and say how many were left out. */
  table(): string {
    const width = Math.max(5, ...[...this.#columns.keys()].map((name) => name.length));
    const rows = [...this.#columns].map(([name, { sum, scored, unscored }]) => {
      const mean = scored === 0 ? '–' : (sum / scored).toFixed(3);
      return `${name.padEnd(width)}  ${mean.padStart(9)}  ${String(scored).padStart(7)}  ${String(unscored).padStart(8)}`;
    });
    const head = `${'score'.padEnd(width)}  ${'mean'.padStart(9)}  ${'n'.padStart(7)}  ${'unscored'.padStart(8)}`;
    const bad = this.badLines === 0 ? '' : `, ${this.badLines} lines could not be read`;
    return [`${this.#records} samples${bad}`, head, ...rows].join('\n');
  }
}
