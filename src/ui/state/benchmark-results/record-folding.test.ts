import { expect, test } from 'vitest';
import { aScoredRecord } from '../../../../tests/fixtures/a-scored-record.ts';
import type { SampleRecord } from '../../../core/bench/record.ts';
import type { RunReader } from '../../../core/run/run-journal.ts';
import { RecordFolding } from './record-folding.ts';

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

const two = () =>
  new Map([
    ['a', aScoredRecord({ item: 'a', score: 0.1 })],
    ['b', aScoredRecord({ item: 'b', score: 0.2 })],
  ]);

test('callers that come while it reads share the reading', async () => {
  const { reads, reader } = store(two());
  const folding = new RecordFolding();
  const folds = await Promise.all([
    folding.read(reader, ignore, quiet),
    folding.read(reader, ignore, quiet),
  ]);
  expect(reads.whole).toBe(1);
  expect(folds[0]).toBe(folds[1]);
  expect(folds[0].records).toBe(2);
});

test('a second reading reads what has changed and nothing else', async () => {
  const records = two();
  const { reads, reader } = store(records);
  const folding = new RecordFolding();
  await folding.read(reader, ignore, quiet);
  records.set('c', aScoredRecord({ item: 'c', score: 0.3 }));
  folding.changed('c');
  const fold = await folding.read(reader, ignore, quiet);
  expect(reads).toEqual({ whole: 1, single: ['c'] });
  expect(fold.series().flatMap(({ samples }) => samples)).toHaveLength(3);
});

test('after a fault the next reading begins anew and counts nothing twice', async () => {
  const { reader } = store(two());
  const folding = new RecordFolding();
  const broken: RunReader = {
    ...reader,
    async *records() {
      yield aScoredRecord({ item: 'a', score: 0.1 });
      throw new Error('the disk is gone');
    },
  };
  await expect(folding.read(broken, ignore, quiet)).rejects.toThrow('the disk is gone');
  expect((await folding.read(reader, ignore, quiet)).records).toBe(2);
});
