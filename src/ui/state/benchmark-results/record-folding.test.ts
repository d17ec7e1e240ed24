import { expect, test } from 'vitest';
import { aScoredRecord } from '../../../../tests/fixtures/a-scored-record.ts';
import type { SampleRecord } from '../../../core/bench/record.ts';
import { RecordFold } from '../../../core/report/record-fold.ts';
import type { Reporter } from '../../../core/ports/reporter.ts';
import type { RunReader } from '../../../core/run/run-journal.ts';
import { RecordFolding, type FoldSource } from './record-folding.ts';

const quiet = new AbortController().signal;
const ignore = () => undefined;

/** Records by slot; counts how often all were read. */
function store(records: Map<string, SampleRecord>) {
  const reads = { whole: 0, single: [] as string[] };
  const reader: RunReader = {
    async *rows() {},
    async *records() {
      reads.whole++;
      yield* records.values();
    },
    async get(slotId) {
      reads.single.push(slotId);
      return records.get(slotId) ?? null;
    },
    unreadable: () => [],
  };
  return { reads, reader };
}

const inMemory = (reader: RunReader): FoldSource => ({ reader, storedRun: null, state: null });

const two = () =>
  new Map([
    ['a', aScoredRecord({ item: 'a', score: 0.1 })],
    ['b', aScoredRecord({ item: 'b', score: 0.2 })],
  ]);

/** A reporter without a worker: what it was given, folded. */
class FoldingReporter implements Reporter {
  fold = new RecordFold();

  get added(): number {
    return this.fold.records;
  }

  add(records: readonly SampleRecord[]): Promise<void> {
    for (const record of records) this.fold.add(record);
    return Promise.resolve();
  }

  forget(): void {
    this.fold = new RecordFold();
  }

  readonly code = null;
  /** What a worker would find on the disk. */
  onDisk: readonly SampleRecord[] = [];

  addRun(_runId: string, told: (done: number) => void): Promise<string[]> {
    this.forget();
    void this.add(this.onDisk);
    told(this.onDisk.length);
    return Promise.resolve(['slot spoiled']);
  }

  report = () => Promise.reject(new Error('not asked here'));
  table = () => Promise.reject(new Error('not asked here'));
  release = ignore;
}

test('callers that come while it reads share the reading', async () => {
  const { reads, reader } = store(two());
  const reporter = new FoldingReporter();
  const folding = new RecordFolding(reporter);
  await Promise.all([
    folding.read(inMemory(reader), ignore, quiet),
    folding.read(inMemory(reader), ignore, quiet),
  ]);
  expect(reads.whole).toBe(1);
  expect(reporter.added).toBe(2);
});

test('a second reading reads what has changed and nothing else', async () => {
  const records = two();
  const { reads, reader } = store(records);
  const reporter = new FoldingReporter();
  const folding = new RecordFolding(reporter);
  await folding.read(inMemory(reader), ignore, quiet);
  records.set('c', aScoredRecord({ item: 'c', score: 0.3 }));
  folding.changed('c');
  await folding.read(inMemory(reader), ignore, quiet);
  expect(reads).toEqual({ whole: 1, single: ['c'] });
  expect(reporter.fold.series().flatMap(({ samples }) => samples)).toHaveLength(3);
});

test('a reporter that lost what it was given is given all of it again', async () => {
  const { reads, reader } = store(two());
  const reporter = new FoldingReporter();
  const folding = new RecordFolding(reporter);
  await folding.read(inMemory(reader), ignore, quiet);
  reporter.forget();
  await folding.read(inMemory(reader), ignore, quiet);
  expect(reads.whole).toBe(2);
  expect(reporter.added).toBe(2);
});

test('after a fault the next reading begins anew and counts nothing twice', async () => {
  const { reader } = store(two());
  const broken: RunReader = {
    ...reader,
    async *records() {
      for (let item = 0; item < 150; item++)
        yield aScoredRecord({ item: `item ${item}`, score: 0.1 });
      throw new Error('the disk is gone');
    },
  };
  const reporter = new FoldingReporter();
  const folding = new RecordFolding(reporter);
  await expect(folding.read(inMemory(broken), ignore, quiet)).rejects.toThrow('the disk is gone');
  await folding.read(inMemory(reader), ignore, quiet);
  expect(reporter.added).toBe(2);
});

test('a run on the disk is read by the reporter, and what changed later by the page', async () => {
  const records = two();
  const { reads, reader } = store(records);
  const reporter = new FoldingReporter();
  reporter.onDisk = [...records.values()];
  const folding = new RecordFolding(reporter);
  let told = 0;
  const source = { reader, storedRun: 'r', state: 'one' };
  await folding.read(source, (done) => (told = done), quiet);
  expect(reads).toEqual({ whole: 0, single: [] });
  expect([told, reporter.added, folding.unreadable]).toEqual([2, 2, 1]);
  folding.changed('spoiled');
  records.set('spoiled', aScoredRecord({ item: 'c', score: 0.3 }));
  await folding.read(source, ignore, quiet);
  expect(reads).toEqual({ whole: 0, single: ['spoiled'] });
  expect([reporter.added, folding.unreadable]).toEqual([3, 0]);
});

test('a state is known for records that were read in one go, and for no others', async () => {
  const { reader } = store(two());
  const reporter = new FoldingReporter();
  const folding = new RecordFolding(reporter);
  expect(folding.state).toBeNull();
  await folding.read({ reader, storedRun: null, state: 'one' }, ignore, quiet);
  await folding.read({ reader, storedRun: null, state: 'two' }, ignore, quiet);
  expect(folding.state).toBe('one');
  folding.changed('a');
  await folding.read({ reader, storedRun: null, state: 'two' }, ignore, quiet);
  expect(folding.state).toBeNull();
  reporter.forget();
  await folding.read({ reader, storedRun: null, state: 'three' }, ignore, quiet);
  expect(folding.state).toBe('three');
});
