import { expect, test } from 'vitest';
import { csvReader } from '../../adapters/suite/csv.ts';
import { lookAtRows } from './look-at-rows.ts';
import type { OpenOptions } from './open-text.ts';

async function look(text: string | Uint8Array, told: OpenOptions = {}) {
  async function* bytes() {
    yield typeof text === 'string' ? new TextEncoder().encode(text) : text;
  }
  const seen = await lookAtRows({ name: 'a.csv', bytes: bytes() }, { csv: csvReader, ...told });
  if (!seen.ok) throw new Error(seen.failure.detail);
  return seen.value;
}

test('a CSV shows how it was told, and its first rows by that (F5)', async () => {
  const seen = await look('\uFEFFid;response\r\n1;"a;\r\nb"\r\n2;c;\r\n');
  expect(seen).toMatchObject({ format: 'csv', encoding: 'utf-8' });
  expect(seen.dialect).toEqual({ delimiter: ';', newline: '\n' });
  expect(seen.columns.map(({ name }) => name)).toEqual(['id', 'response']);
  expect(seen.rows.map(({ cells }) => cells)).toEqual([
    ['1', 'a; b'],
    ['2', 'c'],
  ]);
});

test('a dialect that a person tells counts', async () => {
  const text = 'id,what;else\n1,a;b\n';
  const seen = await look(text, { dialect: { delimiter: ';', newline: '\n' } });
  expect(seen.columns.map(({ name }) => name)).toEqual(['id,what', 'else']);
});

test('an encoding that a person tells counts (F6)', async () => {
  const latin = Buffer.from('id,response\n1,caf\u00e9\n', 'latin1');
  await expect(look(latin)).rejects.toThrow(/not UTF-8/);
  const seen = await look(latin, { encoding: 'windows-1252' });
  expect(seen.rows[0]!.cells).toEqual(['1', 'caf\u00e9']);
});

test('a hundred thousand columns are offered as a few (F5)', async () => {
  const wide = Array.from({ length: 100_000 }, (_, at) => `c${at}`).join(',');
  const seen = await look(`${wide}\n${wide}\n`);
  expect(seen.columns.length).toBeLessThanOrEqual(200);
  expect(seen.rows[0]!.cells).toHaveLength(seen.columns.length);
});
