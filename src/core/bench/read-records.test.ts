import { describe, expect, test } from 'vitest';
import { aRecord } from '../../../tests/fixtures/a-record.ts';
import { csvReader } from '../../adapters/suite/csv.ts';
import type { TextEncodingName } from '../suite/text-encoding.ts';
import { readRecords } from './read-records.ts';
import { recordToLine } from './record-line.ts';

const RECORDS = [
  aRecord({ sampleIndex: 0 }),
  aRecord({ sampleIndex: 1, prompt: 'un café à Nîmes' }),
];
const JSONL = RECORDS.map((record) => `${recordToLine(record)}\n`).join('');

async function* pieces(bytes: Uint8Array, size = 1000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, encoding: TextEncodingName | null = null) {
  const found = [];
  let as: TextEncodingName | null = null;
  const told = (name: TextEncodingName) => (as = name);
  const file = { name: 'history.jsonl', bytes: pieces(bytes) };
  for await (const reading of readRecords(file, { csv: csvReader, encoding, told }))
    found.push(reading.ok ? reading.record : `${reading.place}: ${reading.reason}`);
  return { found, as };
}

describe('encodings (F6)', () => {
  test('UTF-8 and UTF-16 are told by their first bytes', async () => {
    expect(await read(Buffer.from(JSONL))).toEqual({ found: RECORDS, as: 'utf-8' });
    const marked = Buffer.from(`\uFEFF${JSONL}`, 'utf16le');
    expect(await read(marked)).toEqual({ found: RECORDS, as: 'utf-16le' });
    expect(await read(marked.swap16())).toEqual({ found: RECORDS, as: 'utf-16be' });
  });

  test('Latin-1 is not guessed: it is refused, and read once a person says so', async () => {
    const latin = Buffer.from(JSONL, 'latin1');
    await expect(read(latin)).rejects.toThrow(/not UTF-8.*Latin-1/s);
    expect(await read(latin, 'windows-1252')).toEqual({ found: RECORDS, as: 'windows-1252' });
  });
});

test('an array of records is read as lines are (F7)', async () => {
  expect((await read(Buffer.from(JSON.stringify(RECORDS, null, 1)))).found).toEqual(RECORDS);
});

test('a bad row is named and the others are kept (F1)', async () => {
  const lines = [recordToLine(RECORDS[0]!), '{"format":"other"}', '{', recordToLine(RECORDS[1]!)];
  const { found } = await read(Buffer.from(lines.join('\n')));
  expect(found[0]).toEqual(RECORDS[0]);
  expect(found[1]).toMatch(/^line 2: not a sample record/);
  expect(found[2]).toMatch(/^line 3: it is not JSON/);
  expect(found[3]).toEqual(RECORDS[1]);
});

test.each([
  ['a ZIP archive (F10)', [0x50, 0x4b, 0x03, 0x04], /ZIP archive/],
  ['gzip (F10)', [0x1f, 0x8b, 0x08, 0x00], /gzip/],
  ['a table', [...Buffer.from('id,prompt\n1,a cat\n')], /does not begin as JSON/],
  ['nothing', [], /empty/],
])('%s is refused before anything is read', async (_, bytes, words) => {
  await expect(read(new Uint8Array(bytes))).rejects.toThrow(words);
});
