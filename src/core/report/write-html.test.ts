import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aScoredRecord, type Told } from '../../../tests/fixtures/a-scored-record.ts';
import type { SampleRecord } from '../bench/record.ts';
import { recordFromValue } from '../bench/record-line.ts';
import { isWellFormed } from '../program/well-formed.ts';
import { reportOf } from './make-report.ts';
import { RecordFold } from './record-fold.ts';
import { reportToHtml } from './write-html.ts';
import { reportToMarkdown } from './write-markdown.ts';

function written(told: readonly Told[], categories = false): string {
  const fold = new RecordFold();
  for (const one of told) fold.add(aScoredRecord(one));
  const items = new Map(
    told.map(({ item }, at) => [
      item,
      { category: 'binding', subcategory: at % 2 ? 'shape' : 'color' },
    ]),
  );
  const suites = categories ? [{ sha256: 'a'.repeat(64), items }] : [];
  return reportToHtml(reportOf(fold, { bootstrap: { resamples: 50 }, suites }));
}

const TOLD: Told[] = Array.from({ length: 8 }, (_, at): Told[] => [
  { item: `i${at}`, score: 0.2 + at / 100 },
  { item: `i${at}`, sample: 1, score: at === 0 ? null : 0.25 },
  { item: `i${at}`, model: 'birch', score: at === 1 ? null : 0.2, cut: at === 1, costUsd: 0.0004 },
]).flat();

/** Where a value has text, however deep. */
function textPaths(value: unknown, path: string[] = []): string[][] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => textPaths(part, [...path, name]));
}

function withText(record: SampleRecord, path: readonly string[], text: string): SampleRecord {
  const changed = structuredClone(record);
  const owner = path.slice(0, -1).reduce<unknown>((at, name) => (at as never)[name], changed);
  (owner as Record<string, string>)[path.at(-1)!] = text;
  return changed;
}

/** The drawings in it, as strict XML. */
const drawings = (html: string): string[] => html.match(/<svg.*?<\/svg>/gs) ?? [];

describe('reportToHtml', () => {
  it('has a plot for each thing to see, each well-formed, each with words for it', () => {
    const html = written(TOLD, true);
    for (const title of [
      'mean and interval',
      'By category',
      'Paired differences',
      'Best of k samples',
      'How scores are spread',
      'Score against answer tokens',
    ])
      expect(html).toContain(title);
    for (const drawing of drawings(html)) expect(isWellFormed(drawing), drawing).toBe(true);
    expect(html.match(/<svg class="plot"/g)!.length).toBe(
      html.match(/role="img" aria-label="[^"]+"/g)!.length,
    );
    expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('loads nothing and runs nothing', () => {
    const html = written(TOLD, true);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|\shref=|@import|url\((?!#)/i);
  });

  it('F9: shows every text as text, wherever it came from', () => {
    const evil = `"><script>alert(1)</script><svg onload='x'>&amp;\u0000\u202e`;
    fc.assert(
      fc.property(fc.constantFrom('model', 'item', 'prompt'), fc.string(), (where, more) => {
        const text = evil + more;
        const told: Told[] = [0, 1].map((at) => ({
          item: where === 'item' ? `${text}${at}` : `i${at}`,
          model: where === 'model' ? text : 'alder',
          score: 0.2 * at,
          change: where === 'prompt' ? { prompt: text } : {},
        }));
        const rivals: Told[] = told.map((one) => ({
          ...one,
          model: 'rival',
          change: {},
          score: 0.9,
        }));
        const html = written([...told, ...rivals]);
        expect(html).not.toMatch(/<script|<svg onload/);
        expect(html).not.toContain('\u0000');
        for (const drawing of drawings(html)) expect(isWellFormed(drawing)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('F9: of a record that an import would take, no field becomes markup', () => {
    const evil = '"><script>alert(1)</script><svg onload=x>';
    const report = (poisoned: SampleRecord[]) => {
      const fold = new RecordFold();
      for (const record of poisoned) fold.add(record);
      const items = new Map([['i0', { category: evil, subcategory: evil }]]);
      const suites = [{ sha256: evil, title: evil, version: evil, licence: evil, source: evil, items }]; // prettier-ignore
      return reportOf(fold, { bootstrap: { resamples: 20 }, title: evil, suites });
    };
    let taken = 0;
    for (const path of textPaths(aScoredRecord(TOLD[2]!))) {
      const poisoned = TOLD.slice(2, 5).map((told) => withText(aScoredRecord(told), path, evil));
      // What is one of a closed list is refused at the door.
      if (!poisoned.every((record) => recordFromValue(record).ok)) continue;
      taken++;
      const made = report(poisoned);
      expect(reportToHtml(made), path.join('.')).not.toMatch(/<script|<svg onload/);
      expect(reportToMarkdown(made), path.join('.')).not.toMatch(/(^|[^\\])<(script|svg)/);
    }
    expect(taken).toBeGreaterThan(20);
  });

  it('stands with one item, with nothing drawn, and with nothing at all', () => {
    for (const told of [
      [{ item: 'a', score: 0 }],
      [{ item: 'a', score: null }],
      [{ item: 'a', score: null, lost: 'interrupted' as const }],
      [],
    ])
      expect(written(told)).not.toMatch(/NaN|undefined|Infinity/);
  });
});
