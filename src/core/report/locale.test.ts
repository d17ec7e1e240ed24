import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aScoredRecord, type Told } from '../../../tests/fixtures/a-scored-record.ts';
import { recordFromLine, recordToLine } from '../bench/record-line.ts';
import { reportOf } from './make-report.ts';
import { RecordFold } from './record-fold.ts';
import { itemsCsv, samplesCsv } from './write-csv.ts';
import { figuresCsv } from './write-figures-csv.ts';
import { reportToMarkdown } from './write-markdown.ts';

const told: Told[] = [
  { item: 'x', score: 0.3125, costUsd: 1234.5 },
  { item: 'y', score: 0.25, model: 'birch', reference: 0.875 },
  { item: 'y', score: null },
];
const records = told.map(aScoredRecord);

function written(): string[] {
  const fold = new RecordFold();
  for (const record of records) fold.add(record);
  const report = reportOf(fold);
  return [
    ...records.map(recordToLine),
    ...figuresCsv(report),
    ...itemsCsv(fold),
    ...samplesCsv(fold),
    reportToMarkdown(report),
  ];
}

/** As where people write 1.234,5: whatever asks the host for its way of writing gets this. */
beforeEach(() => {
  const german = new Intl.NumberFormat('de-DE');
  const { NumberFormat } = Intl;
  vi.spyOn(Number.prototype, 'toLocaleString').mockImplementation(function (this: number) {
    return german.format(this);
  });
  vi.spyOn(Intl, 'NumberFormat').mockImplementation(function (locales, options) {
    return new NumberFormat(locales ?? 'de-DE', options);
  });
});
afterEach(() => void vi.restoreAllMocks());

test('G11: where decimals have commas, records hold JSON numbers, and files points', () => {
  expect([(1234.5).toLocaleString(), new Intl.NumberFormat().format(0.5)]).toEqual(['1.234,5', '0,5']); // prettier-ignore
  const here = written();
  vi.restoreAllMocks();
  expect(here).toEqual(written());

  const kept = here.slice(0, records.length).map(recordFromLine);
  expect(kept).toEqual(records.map((record) => ({ ok: true, record })));
  expect(here[0]).toContain('"value":0.3125');
  expect(here[0]).toContain('"costUsd":1234.5');
  expect(here[1]).toContain('"value":0.875');
});
