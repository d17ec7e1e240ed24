/** Reports made in a worker are those made here, whatever becomes of the worker in between. */
import { afterEach, expect, test } from 'vitest';
import type { ReportCalls } from '../../src/adapters/report/report-calls.ts';
import { WorkerReporter } from '../../src/adapters/report/worker-reporter.ts';
import type { ReportQuestion } from '../../src/core/ports/reporter.ts';
import { reportOf } from '../../src/core/report/make-report.ts';
import { RecordFold } from '../../src/core/report/record-fold.ts';
import { itemsCsv, samplesCsv } from '../../src/core/report/write-csv.ts';
import { WorkerHost } from '../../src/workers/worker-host.ts';
import type { WorkerHandle } from '../../src/workers/worker-handle.ts';
import { aScoredRecord, ENCODER } from '../fixtures/a-scored-record.ts';
import { spawn } from './spawn.ts';

const RECORDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].flatMap((item, at) => [
  aScoredRecord({ item, model: 'alder', score: at === 3 ? null : 0.3 + at / 100 }),
  aScoredRecord({ item, model: 'birch', score: 0.2 + at / 90, mended: at === 2 }),
]);
const ITEM = { category: 'object', subcategory: null, prompt: 'a', metadata: {} };
const QUESTION: ReportQuestion = {
  protocolNames: { [ENCODER]: 'CLIP ViT-B/32' },
  bootstrap: { resamples: 50 },
  policy: { invalid: 'omit' },
  suites: [{ sha256: 'a'.repeat(64), items: new Map(RECORDS.map(({ item }) => [item!.itemId, ITEM])) }], // prettier-ignore
};

const opened: WorkerReporter[] = [];
let worker: WorkerHandle | null = null;

function reporter(): WorkerReporter {
  const host = new WorkerHost<ReportCalls>('report', {
    failureOf: ({ detail }) => new Error(detail),
    spawn: (name) => (worker = spawn(name)),
  });
  const made = new WorkerReporter(host);
  opened.push(made);
  return made;
}

afterEach(() => {
  for (const made of opened.splice(0)) made.release();
});

function foldHere(): RecordFold {
  const fold = new RecordFold();
  for (const record of RECORDS) fold.add(record);
  return fold;
}

test('the worker gives the report and the tables that are made here', async () => {
  const there = reporter();
  // Not waited for: what is asked next is about all of them.
  void there.add(RECORDS.slice(0, 5));
  void there.add(RECORDS.slice(5));
  const { protocolNames, ...options } = QUESTION;
  const here = reportOf(foldHere(), {
    ...options,
    protocolName: (id) => protocolNames[id] ?? null,
  });
  expect(await there.report(QUESTION)).toEqual(here);
  expect(await there.table('items', QUESTION)).toEqual([...itemsCsv(foldHere(), options)]);
  expect(await there.table('samples', QUESTION)).toEqual([...samplesCsv(foldHere())]);
  expect(there.added).toBe(RECORDS.length);
});

test('a question taken back while it waits is not answered, and the records stay', async () => {
  const there = reporter();
  await there.add(RECORDS);
  const first = there.report(QUESTION);
  const taken = there.report(QUESTION, AbortSignal.abort(new Error('other switches')));
  await expect(taken).rejects.toThrow('other switches');
  expect((await first).records).toBe(RECORDS.length);
  expect(there.added).toBe(RECORDS.length);
});

test('after its worker died it says that all is lost, and begins anew', async () => {
  const there = reporter();
  await there.add(RECORDS);
  worker!.terminate();
  await expect(there.report(QUESTION)).rejects.toThrow();
  expect(there.added).toBe(0);
  await there.add(RECORDS);
  expect((await there.report(QUESTION)).records).toBe(RECORDS.length);
});

test('records that cannot be folded leave a reporter that begins anew', async () => {
  const there = reporter();
  await there.add(RECORDS);
  await expect(there.add([{} as never])).rejects.toThrow();
  expect(there.added).toBe(0);
  await there.add(RECORDS);
  expect((await there.report(QUESTION)).records).toBe(RECORDS.length);
});
