/** Files of records read in a worker: what comes, how far it reads, and how it ends. */
import { expect, test } from 'vitest';
import type { FileCalls } from '../../src/adapters/file/file-calls.ts';
import { recordsIn } from '../../src/adapters/file/read-record-file.ts';
import { recordToLine } from '../../src/core/bench/record-line.ts';
import type { FileProgress } from '../../src/core/ports/read-records.ts';
import type { TextEncodingName } from '../../src/core/suite/text-encoding.ts';
import { WorkerHost } from '../../src/workers/worker-host.ts';
import { aRecord } from '../fixtures/a-record.ts';
import { spawn } from './spawn.ts';

const fileOf = (...parts: BlobPart[]): File => new File(parts, 'history.jsonl');

function reading(file: File, encoding: TextEncodingName | null = null) {
  const host = new WorkerHost<FileCalls>('file', {
    failureOf: ({ detail }) => new Error(detail),
    spawn,
  });
  const stop = new AbortController();
  const progress: FileProgress[] = [];
  const onProgress = (seen: FileProgress) => progress.push(seen);
  const records = recordsIn(host, file, { encoding, onProgress, signal: stop.signal });
  return { records, progress, stop };
}

async function idsIn({ records }: ReturnType<typeof reading>): Promise<string[]> {
  const ids: string[] = [];
  for await (const each of records) ids.push(each.ok ? each.record.id : each.place);
  return ids;
}

const line = (sampleIndex: number): string => `${recordToLine(aRecord({ sampleIndex }))}\n`;

test('all of them come, in order, with the bad ones named, and progress ends at the size', async () => {
  const many = 250;
  const file = fileOf(Array.from({ length: many }, (_, at) => line(at)).join(''), 'nonsense\n');
  const read = reading(file);
  const ids = await idsIn(read);
  expect(ids).toEqual([...Array.from({ length: many }, (_, at) => `draw-1/${at}`), 'line 251']);
  expect(read.progress.length).toBeGreaterThan(2);
  const end = { doneBytes: file.size, totalBytes: file.size, encoding: 'utf-8' };
  expect(read.progress.at(-1)).toEqual(end);
});

test('a large file is read only as far as it is asked for', async () => {
  const file = fileOf(line(0).repeat(4_000));
  expect(file.size).toBeGreaterThan(4_000_000);
  const { records, progress } = reading(file);
  for (let count = 0; count < 10; count++) await records.next();
  expect(progress).toHaveLength(1);
  expect(progress[0]!.doneBytes).toBeLessThan(file.size);
  await records.return(undefined);
});

test('stopping rejects with the reason, and nothing more is read', async () => {
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
