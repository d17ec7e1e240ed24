import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CsvDialect } from '../../core/suite/csv.ts';
import { csvReader } from './csv.ts';

const COMMAS: CsvDialect = { delimiter: ',', newline: '\n' };

async function* chunksOf(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function cellsOf(text: string, size = 3, dialect: CsvDialect = COMMAS) {
  const all: string[][] = [];
  for await (const { cells } of csvReader.records(chunksOf(text, size), dialect)) all.push(cells);
  return all;
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

test('what RFC 4180 writes is read back, however it is cut: quotes, line breaks, delimiters', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ') });
  const table = fc
    .integer({ min: 2, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }),
    );
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      async (rows, size, newline, endsInNewline) => {
        const lines = rows.map((cells) => cells.map(quoted).join(','));
        const text = lines.join(newline) + (endsInNewline ? newline : '');
        expect(await cellsOf(text, size)).toEqual(rows);
      },
    ),
  );
});

test('unquoted cells of CRLF files have no carriage return, and old Macs’ line ends are read', async () => {
  expect(await cellsOf('id,b\r\n1,x\r\n2,y')).toEqual([['id', 'b'], ['1', 'x'], ['2', 'y']]); // prettier-ignore
  expect(await cellsOf('id,b\r1,x\r2,y', 4, { ...COMMAS, newline: '\r' })).toEqual([['id', 'b'], ['1', 'x'], ['2', 'y']]); // prettier-ignore
});

test('empty lines are left out, and counted', async () => {
  const records = [];
  for await (const record of csvReader.records(chunksOf('a,b\n\n1,2\n', 2), COMMAS))
    records.push(record.record);
  expect(records).toEqual([1, 3]);
});

test('a quote that is never closed ends the reading, in words', async () => {
  await expect(cellsOf('a,b\n1,"x\n2,y\n3,z')).rejects.toThrow(/Row 2 opens a quote/);
});

test('a quote inside a quoted cell is told of', async () => {
  const faults = [];
  for await (const { fault } of csvReader.records(chunksOf('a,b\n"x"y,1\n"z",2\n', 100), COMMAS))
    faults.push(fault !== null);
  expect(faults).toEqual([false, true]);
});

test('a hundred thousand columns are read', async () => {
  const [cells] = await cellsOf(`${'x,'.repeat(99_999)}x\n`, 4096);
  expect(cells).toHaveLength(100_000);
});
