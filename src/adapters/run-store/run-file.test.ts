import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aRecord } from '../../../tests/fixtures/a-record.ts';
import type { SampleRecord } from '../../core/bench/record.ts';
import { recordToLine } from '../../core/bench/record-line.ts';
import type { Result } from '../../core/failure.ts';
import type { RunReader } from '../../core/run/run-journal.ts';
import { mergeRunFiles } from './merge-run-files.node.ts';
import { openRunFile, readRunFile } from './run-file.node.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sgp-run-'));
  path = join(folder, 'run.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ofSlot = (slotId: string, change: Partial<SampleRecord> = {}): SampleRecord =>
  aRecord({ drawId: `r/${slotId}`, run: { runId: 'r', slotId }, ...change });

async function value<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.failure.detail);
  return settled.value;
}

async function slotsIn(reader: RunReader): Promise<string[]> {
  const slots: string[] = [];
  for await (const { run } of reader.records()) slots.push(run!.slotId);
  return slots;
}

async function slotsInFile(): Promise<string[]> {
  const reader = await value(readRunFile(path));
  const slots = await slotsIn(reader);
  await reader.close();
  return slots;
}

async function written(...slots: string[]): Promise<void> {
  const journal = await value(openRunFile(path));
  await Promise.all(slots.map((slot) => value(journal.append(ofSlot(slot)))));
  await journal.close();
}

const WAITING: Partial<SampleRecord> = {
  outcome: 'interrupted',
  failure: { stage: 'embed', kind: 'pending', detail: '' },
  scores: [],
};

test('what was appended is there again, a slot once, its furthest record', async () => {
  const journal = await value(openRunFile(path));
  await value(journal.append(ofSlot('b', WAITING)));
  await value(journal.append(ofSlot('a')));
  await value(journal.append(ofSlot('b')));
  expect(await slotsIn(journal)).toEqual(['a', 'b']);
  await journal.close();
  const again = await value(openRunFile(path));
  expect(await slotsIn(again)).toEqual(['a', 'b']);
  expect(await again.get('b')).toEqual(ofSlot('b'));
  expect(await again.get('c')).toBeNull();
  await again.close();
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4);
});

test('a record is in the file by the time it is called kept', async () => {
  const journal = await value(openRunFile(path));
  const appended = ['a', 'b', 'c'].map(async (slot) => {
    await value(journal.append(ofSlot(slot)));
    expect(readFileSync(path, 'utf8')).toContain(recordToLine(ofSlot(slot)) + '\n');
  });
  await Promise.all(appended);
  await journal.close();
});

test(
  'D16: cut anywhere in its last record, the file keeps all before it and goes on',
  async () => {
    await written('a', 'b');
    const whole = readFileSync(path);
    const firstEnd = whole.indexOf(0x0a) + 1;
    // Each byte where something begins or ends, the lacking line feed among them; in between some.
    const ends = [...Array(whole.length - firstEnd).keys()].filter(
      (at, _, { length }) => at < 24 || at >= length - 24 || at % 17 === 0,
    );
    for (const end of ends.map((at) => firstEnd + at)) {
      writeFileSync(path, whole);
      truncateSync(path, end);
      const journal = await value(openRunFile(path));
      const isWhole = end === whole.length - 1;
      expect(await slotsIn(journal)).toEqual(isWhole ? ['a', 'b'] : ['a']);
      expect(journal.unreadable()).toHaveLength(isWhole || end === firstEnd ? 0 : 1);
      await value(journal.append(ofSlot('c')));
      await journal.close();
      const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
      expect(lines.at(-1)).toBe(recordToLine(ofSlot('c')));
      for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    }
  },
  // Each is opened and written as a run is: a busy disk takes its time.
  120_000,
);

test('in a file that was joined by hand the furthest record counts, wherever it stands', async () => {
  const lines = [ofSlot('a'), ofSlot('a', WAITING), ofSlot('b')].map(recordToLine);
  for (const order of [lines, [...lines].reverse()]) {
    writeFileSync(path, order.map((line) => line + '\n').join(''));
    const reader = await value(readRunFile(path));
    expect(await reader.get('a')).toEqual(ofSlot('a'));
    expect(await slotsIn(reader)).toEqual(['a', 'b']);
    await reader.close();
  }
});

test('a last record that only lacks its line feed is kept', async () => {
  writeFileSync(path, recordToLine(ofSlot('a')));
  const journal = await value(openRunFile(path));
  await value(journal.append(ofSlot('b')));
  await journal.close();
  expect(await slotsInFile()).toEqual(['a', 'b']);
});

test('a first record that was torn is cut off, too', async () => {
  writeFileSync(path, recordToLine(ofSlot('a')).slice(0, 90));
  const journal = await value(openRunFile(path));
  expect(await slotsIn(journal)).toEqual([]);
  await journal.close();
  expect(readFileSync(path, 'utf8')).toBe('');
});

test('D13: a line that is spoiled is told and left as it is, and the others are read', async () => {
  await written('a', 'b');
  const [first, second] = readFileSync(path, 'utf8').split('\n');
  const text = `${first}\n{"format":"sgp-sample","version":1}\n${second}\n`;
  writeFileSync(path, text);
  const journal = await value(openRunFile(path));
  expect(await slotsIn(journal)).toEqual(['a', 'b']);
  expect(journal.unreadable()).toMatchObject([{ place: 'line 2' }]);
  await journal.close();
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test.each([
  ['something else', 'Dear diary', 'unreadable'],
  ['records of no run', recordToLine(aRecord()) + '\n', 'other-run'],
])('a file of %s is refused and left as it is', async (_, text, kind) => {
  writeFileSync(path, text);
  expect(await openRunFile(path)).toMatchObject({ ok: false, failure: { stage: 'store', kind } });
  expect(readFileSync(path, 'utf8')).toBe(text);
  expect(await readdir(folder)).toEqual(['run.jsonl']);
});

test('F13: a file with records of a later version is refused by its number, and left as it is', async () => {
  const later = JSON.stringify({ ...ofSlot('b'), version: 7 });
  for (const text of [`${later}\n`, `${recordToLine(ofSlot('a'))}\n${later}\n`, later]) {
    writeFileSync(path, text);
    const refusals = [await openRunFile(path), await mergeRunFiles([path], path)];
    for (const refused of refusals) {
      expect(refused).toMatchObject({ failure: { stage: 'store', kind: 'newer-version' } });
      expect(!refused.ok && refused.failure.detail).toMatch(/version 7, this app reads 1/);
    }
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual(['run.jsonl']);
  }
});

test('D16: one process at a time writes it, others may read, and closing hands it on', async () => {
  const journal = await value(openRunFile(path));
  const refused = await openRunFile(path);
  expect(refused).toMatchObject({ ok: false, failure: { stage: 'store', kind: 'held' } });
  expect(!refused.ok && refused.failure.detail).toContain(String(process.pid));
  await value(journal.append(ofSlot('a')));
  expect(await slotsInFile()).toEqual(['a']);
  await journal.close();
  await (await value(openRunFile(path))).close();
  expect(await readdir(folder)).toEqual(['run.jsonl']);
});

test('the lock of a process that is gone is taken over, one of another machine is not', async () => {
  const child = spawn('true');
  await new Promise((resolve) => child.once('exit', resolve));
  const lock = (holder: object) => writeFileSync(`${path}.lock`, JSON.stringify(holder));
  const since = '2026-01-01T00:00:00Z';
  lock({ pid: child.pid, host: hostname(), born: null, since });
  await (await value(openRunFile(path))).close();
  // Its number was given to another process since: to the one that started this one.
  lock({ pid: process.ppid, host: hostname(), born: '1', since });
  await (await value(openRunFile(path))).close();
  // Ours, from before the container was started again.
  lock({ pid: process.pid, host: hostname(), born: null, since });
  await (await value(openRunFile(path))).close();
  writeFileSync(`${path}.lock`, '{"pi');
  await (await value(openRunFile(path))).close();
  lock({ pid: 1, host: 'elsewhere', born: null, since });
  const refused = await openRunFile(path);
  expect(!refused.ok && refused.failure.detail).toMatch(/elsewhere.*delete/);
});

test('a lock that a live process holds is left alone', async () => {
  const child = spawn('sleep', ['60']);
  try {
    const holder = { pid: child.pid, host: hostname(), born: null, since: 'now' };
    writeFileSync(`${path}.lock`, JSON.stringify(holder));
    expect(await openRunFile(path)).toMatchObject({ ok: false, failure: { kind: 'held' } });
  } finally {
    child.kill();
  }
});

test('D1: a full disk is told, nothing half is kept, and the next record fits again', async () => {
  const journal = await value(openRunFile(path));
  await value(journal.append(ofSlot('a')));
  const handle = (journal as unknown as { file: { write: (...args: unknown[]) => unknown } }).file;
  const { write } = handle;
  handle.write = async (bytes: unknown, offset: unknown, _: unknown, at: unknown) => {
    await (write.call(handle, bytes, offset, 40, at) as Promise<unknown>);
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  };
  const refused = await Promise.all([journal.append(ofSlot('b')), journal.append(ofSlot('c'))]);
  for (const one of refused)
    expect(one).toMatchObject({ ok: false, failure: { stage: 'store', kind: 'quota' } });
  expect(readFileSync(path, 'utf8')).toBe(recordToLine(ofSlot('a')) + '\n');
  expect(await journal.get('b')).toBeNull();
  handle.write = write;
  await value(journal.append(ofSlot('c')));
  await journal.close();
  expect(await slotsInFile()).toEqual(['a', 'c']);
});

test('merging shards in any order, or one file with itself, gives the bytes of the whole', async () => {
  const records = ['a', 'b', 'c', 'd', 'e'].map((slot) => ofSlot(slot));
  const fileOf = async (name: string, own: SampleRecord[]) => {
    const journal = await value(openRunFile(join(folder, name)));
    for (const record of own) await value(journal.append(record));
    await journal.close();
    return join(folder, name);
  };
  const whole = await fileOf('whole', [...records].reverse());
  const first = await fileOf('1', [records[3]!, records[0]!]);
  const pending = ofSlot('a', { outcome: 'interrupted', scores: [] });
  pending.failure = { stage: 'embed', kind: 'pending', detail: '' };
  const second = await fileOf('2', [pending, records[4]!, records[2]!, records[1]!]);
  const merged = async (paths: string[], out: string) => {
    const report = await value(mergeRunFiles(paths, join(folder, out)));
    return { report, bytes: readFileSync(join(folder, out), 'utf8') };
  };
  const expected = records.map((record) => recordToLine(record) + '\n').join('');
  const forth = await merged([first, second], 'out');
  expect(forth.bytes).toBe(expected);
  expect(forth.report).toMatchObject({ slots: 5, shared: 1 });
  expect((await merged([second, first], 'out')).bytes).toBe(expected);
  expect((await merged([whole], 'whole')).bytes).toBe(expected);
  const other = await fileOf('other', [ofSlot('z', { run: { runId: 'q', slotId: 'z' } })]);
  expect(await mergeRunFiles([first, other], join(folder, 'no'))).toMatchObject({
    ok: false,
    failure: { kind: 'other-run' },
  });
  expect((await readdir(folder)).sort()).toEqual(['1', '2', 'other', 'out', 'whole']);
});
