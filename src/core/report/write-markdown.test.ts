import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aScoredRecord, type Told } from '../../../tests/fixtures/a-scored-record.ts';
import { reportOf } from './make-report.ts';
import { RecordFold } from './record-fold.ts';
import { reportToMarkdown, scoresToMarkdown } from './write-markdown.ts';

function written(told: readonly Told[]) {
  const fold = new RecordFold();
  for (const one of told) fold.add(aScoredRecord(one));
  return reportOf(fold, { bootstrap: { resamples: 100 }, software: 'sgp-playground 0.1.0' });
}

const TOLD: Told[] = Array.from({ length: 8 }, (_, at): Told[] => [
  { item: `i${at}`, score: 0.25 },
  { item: `i${at}`, sample: 1, score: at === 0 ? null : 0.25 },
  { item: `i${at}`, model: 'birch', score: at === 1 ? null : 0.2, cut: at === 1, costUsd: 0.0004 },
]).flat();

describe('reportToMarkdown', () => {
  it('prints the tables with their intervals, and what repeats them', () => {
    const text = reportToMarkdown(written(TOLD));
    expect(text).toContain('# starter, 2 models');
    expect(text).toMatch(/\| alder +\| +0\.234 ±0\.0\d\d \|/);
    expect(text).toContain('### How samples ended');
    expect(text).toContain('### Paired differences');
    expect(text).toContain('### Best of k samples');
    expect(text).toContain('### Ranking under other policies');
    expect(text).toContain(`sha256 ${'a'.repeat(64)}`);
    expect(text).toContain('seed 1');
    expect(text).toContain('temperature 1, top p left to the provider');
    expect(text).toContain('sgp-playground 0.1.0');
    expect(text).toContain('$0.40');
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('has as many cells in every line of a table, whatever models and items are called', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
        const told: Told[] = ['a', 'b'].map((item) => ({
          item: `${name}${item}`,
          score: 0.2,
          model: `|${name}\n`,
        }));
        for (const line of reportToMarkdown(written(told)).split('\n')) {
          if (!line.startsWith('|')) continue;
          expect(line.endsWith('|'), line).toBe(true);
        }
        const table = scoresToMarkdown(written(told)).trimEnd().split('\n');
        const cells = table.map((line) => line.replace(/\\./g, '').split('|').length);
        expect(new Set(cells).size).toBe(1);
      }),
      { numRuns: 40 },
    );
  });

  it('lets no text become markup', () => {
    const text = reportToMarkdown(
      written([{ item: 'a', score: 0.1, model: '<img src=x> [a](javascript:b) `c`' }]),
    );
    expect(text).toContain('\\<img src=x\\>');
    expect(text).toContain('\\[a\\]');
    expect(text).not.toMatch(/[^\\]<img/);
  });

  it('says that there are no records', () => {
    expect(reportToMarkdown(written([]))).toContain('There are no records.');
  });
});
