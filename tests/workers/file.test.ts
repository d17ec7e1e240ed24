/** Files read in a worker: what comes, how far it reads, and how it ends. */
import { expect, test } from 'vitest';
import type { FileCalls } from '../../src/adapters/file/file-calls.ts';
import { rowsIn } from '../../src/adapters/file/file-host.ts';
import { inspectPickedFile, lookAtPickedRows } from '../../src/adapters/file/look-at-file.ts';
import { readSuiteFile } from '../../src/adapters/file/read-suite-file.ts';
import { recordToLine } from '../../src/core/bench/record-line.ts';
import type { FileProgress } from '../../src/core/ports/read-records.ts';
import { blobBytes } from '../../src/adapters/suite/blob-bytes.ts';
import { csvReader } from '../../src/adapters/suite/csv.ts';
import { inspectFile } from '../../src/core/suite/inspect-file.ts';
import type { TextEncodingName } from '../../src/core/suite/text-encoding.ts';
import { WorkerHost } from '../../src/workers/worker-host.ts';
import { aRecord } from '../fixtures/a-record.ts';
import { spawn } from './spawn.ts';

const fileOf = (...parts: BlobPart[]): File => new File(parts, 'history.jsonl');

const aHost = () =>
  new WorkerHost<FileCalls>('file', { failureOf: ({ detail }) => new Error(detail), spawn });

function reading(file: File, encoding: TextEncodingName | null = null) {
  const stop = new AbortController();
  const progress: FileProgress[] = [];
  const onProgress = (seen: FileProgress) => progress.push(seen);
  const options = { encoding, onProgress, signal: stop.signal };
  const records = rowsIn(aHost(), 'openRecords', file, options);
  return { records, progress, stop };
}

async function idsIn({ records }: ReturnType<typeof reading>): Promise<string[]> {
  const ids: string[] = [];
  for await (const each of records) ids.push(each.ok ? each.record.id : each.place);
  return ids;
}

const line = (sampleIndex: number): string => `${recordToLine(aRecord({ sampleIndex }))}\n`;

test('F4: all of them come, in order, with the bad ones named, and progress ends at the size', async () => {
  const many = 250;
  const file = fileOf(Array.from({ length: many }, (_, at) => line(at)).join(''), 'nonsense\n');
  const read = reading(file);
  const ids = await idsIn(read);
  expect(ids).toEqual([...Array.from({ length: many }, (_, at) => `draw-1/${at}`), 'line 251']);
  expect(read.progress.length).toBeGreaterThan(2);
  const end = { doneBytes: file.size, totalBytes: file.size, encoding: 'utf-8' };
  expect(read.progress.at(-1)).toEqual(end);
});

test('F4: a large file is read only as far as it is asked for', async () => {
  const file = fileOf(line(0).repeat(4_000));
  expect(file.size).toBeGreaterThan(4_000_000);
  const { records, progress } = reading(file);
  for (let count = 0; count < 10; count++) await records.next();
  expect(progress).toHaveLength(1);
  expect(progress[0]!.doneBytes).toBeLessThan(file.size);
  await records.return(undefined);
});

test('F4: stopping rejects with the reason, and nothing more is read', async () => {
  const { records, stop, progress } = reading(fileOf(line(0).repeat(2_000)));
  await records.next();
  stop.abort(new Error('the person pressed Stop'));
  await expect(records.next()).rejects.toThrow('the person pressed Stop');
  expect(progress).toHaveLength(1);
});

test('a file of another encoding or kind is refused in words', async () => {
  const latin = Buffer.from(line(0).replace('red', 'r\u00e9d'), 'latin1');
  await expect(idsIn(reading(fileOf(latin)))).rejects.toThrow(/not UTF-8/);
  expect(await idsIn(reading(fileOf(latin), 'windows-1252'))).toEqual(['draw-1/0']);
  const zip = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0]);
  await expect(idsIn(reading(fileOf(zip)))).rejects.toThrow(/ZIP archive/);
});

test('answers come as their dialect was told, with bad rows among them', async () => {
  const file = new File(['id|response|sample\na|<svg/>|0\nb|x|minus one\n'], 'answers.csv');
  const { signal } = new AbortController();
  const dialect = { delimiter: '|', newline: '\n' } as const;
  const seen: unknown[] = [];
  for await (const row of rowsIn(aHost(), 'openAnswers', file, {
    dialect,
    onProgress() {},
    signal,
  }))
    seen.push(row.ok ? [row.place, row.answer.id, row.answer.text] : row.bad.place);
  expect(seen).toEqual([['row 2', 'a', '<svg/>'], 'row 3']);
});

test('F4: a suite comes whole, as it is read here, with progress; stopping ends it', async () => {
  const items = Array.from({ length: 2_000 }, (_, at) => ({ id: `i${at}`, prompt: `a cat ${at}` }));
  const file = new File([JSON.stringify(items)], 'mine.json');
  const progress: number[] = [];
  const onProgress = ({ doneBytes }: { doneBytes: number }) => progress.push(doneBytes);
  const read = await readSuiteFile(file, {}, onProgress, undefined, aHost());
  if (!read.ok) throw new Error(read.failure.detail);
  expect(read.value.suite.items.get('i1999')?.prompt).toBe('a cat 1999');
  expect(progress.at(-1)).toBe(file.size);
  const stop = new AbortController();
  const stopped = readSuiteFile(file, {}, () => undefined, stop.signal, aHost());
  stop.abort(new Error('stopped'));
  await expect(stopped).rejects.toThrow('stopped');
});

test('a first look sees what it sees here, as it was told, and says what is no rows', async () => {
  const file = new File(['id|prompt\na|a cat\nb|two cats\n'], 'mine.csv');
  const dialect = { delimiter: '|', newline: '\n' } as const;
  const insight = await inspectPickedFile(file, { dialect }, undefined, aHost());
  const here = await inspectFile({ name: file.name, bytes: blobBytes(file) }, { dialect, csv: csvReader }); // prettier-ignore
  expect(insight).toEqual(here);
  expect(insight).toMatchObject({ ok: true, value: { shape: 'items', rows: [{}, {}] } });
  const look = await lookAtPickedRows(file, { dialect }, aHost());
  expect(look).toMatchObject({
    ok: true,
    value: { columns: [{ name: 'id' }, { name: 'prompt' }] },
  });
  const nothing = await inspectPickedFile(new File([''], 'empty.csv'), {}, undefined, aHost());
  expect(nothing).toMatchObject({ ok: false, failure: { stage: 'store' } });
});
