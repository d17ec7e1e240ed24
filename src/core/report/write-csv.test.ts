import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aScoredRecord,
  DINO,
  ENCODER,
  type Told,
} from '../../../tests/fixtures/a-scored-record.ts';
import { csvLine } from './csv-line.ts';
import { reportOf } from './make-report.ts';
import { RecordFold } from './record-fold.ts';
import { itemsCsv, samplesCsv } from './write-csv.ts';
import { figuresCsv } from './write-figures-csv.ts';

/** RFC 4180, as plainly as it can be read. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quoted && character === '"' && text[at + 1] === '"') field += text[++at]!;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === ',') field = (rows.at(-1)!.push(field), '');
    else if (!quoted && character === '\r') {
      rows.at(-1)!.push(field);
      rows.push([]);
      field = '';
      at++;
    } else field += character;
  }
  return rows.slice(0, -1);
}

const fold = (told: readonly Told[]) => {
  const folded = new RecordFold();
  for (const one of told) folded.add(aScoredRecord(one));
  return folded;
};

describe('csvLine', () => {
  it('gives every text back, one apostrophe before what a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (cells) => {
        const expected = cells.map((cell) =>
          /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell,
        );
        expect(parse(csvLine(cells))).toEqual([expected]);
      }),
    );
  });

  it('leaves numbers numbers, and nothing where there is none', () => {
    expect(csvLine([-0.25, 1e-7, null, true])).toBe('-0.25,1e-7,,true\r\n');
    expect(csvLine(['=HYPERLINK("x")', '-1'])).toBe(`"'=HYPERLINK(""x"")",'-1\r\n`);
  });
});

describe('the tables as CSV', () => {
  const told: Told[] = [
    { item: '=cmd', score: 0.1, model: 'a,"b"' },
    { item: 'x', score: null },
    { item: 'x', score: 0.3, sample: 1 },
    { item: 'y', score: null, lost: 'interrupted' },
  ];

  it('has a line for each figure, with its interval and counts', () => {
    const [head, ...rows] = parse([...figuresCsv(reportOf(fold(told)))].join(''));
    const lines = rows.map((row) => Object.fromEntries(head!.map((name, at) => [name, row[at]])));
    const line = lines.find(({ model, encoder }) => model === 'alder' && encoder === ENCODER);
    expect(line).toMatchObject({
      figure: 'mean',
      metric: 'text-image',
      k: '',
      mean: '0.15',
      samples: '2',
      unscored: '1',
      invalid_policy: 'zero',
    });
    expect(rows.every(({ length }) => length === head!.length)).toBe(true);
  });

  it('tells diversity, the best of k and the chance that one of k is valid', () => {
    const twice: Told[] = [
      { item: 'x', score: 0.1 },
      { item: 'x', score: 0.3, sample: 1 },
      { item: 'y', score: 0.2 },
      { item: 'y', score: null, sample: 1 },
    ];
    const diversity = {
      encoderIds: [DINO],
      of: (_: unknown, id: string) => (id === 'x' ? 0.5 : 0),
    };
    const [head, ...rows] = parse([...figuresCsv(reportOf(fold(twice), { diversity }))].join(''));
    const at = (name: string) => head!.indexOf(name);
    const shown = rows
      .filter((row) => row[at('figure')] !== 'mean')
      .map((row) => [...['figure', 'encoder', 'k', 'items'].map((name) => row[at(name)]!), Number(row[at('mean')]).toFixed(3)]); // prettier-ignore
    expect(shown).toEqual([
      ['diversity', DINO, '', '1', '0.500'],
      ['best-of-k', ENCODER, '1', '2', '0.150'],
      ['best-of-k', ENCODER, '2', '2', '0.250'],
      ['pass-at-k', '', '1', '2', '0.750'],
      ['pass-at-k', '', '2', '2', '1.000'],
    ]);
  });

  it('has a line for each item and for each sample', () => {
    const items = parse([...itemsCsv(fold(told))].join(''));
    expect(items.slice(1).map((row) => row.slice(0, 7))).toEqual([
      ["'=cmd", 'draw =cmd', 'a,"b"', '1', '1', '0', '0'],
      ['x', 'draw x', 'alder', '2', '1', '1', '0'],
      ['y', 'draw y', 'alder', '1', '0', '0', '1'],
    ]);
    const samples = parse([...samplesCsv(fold(told))].join(''));
    expect(samples).toHaveLength(5);
    expect(samples.every(({ length }) => length === samples[0]!.length)).toBe(true);
    expect(samples.flat()).not.toContain('NaN');
  });
});
