/** Reports made in a worker are those made here, whatever becomes of the worker in between. */
import { afterEach, expect, test } from 'vitest';
import type { ReportCalls } from '../../src/adapters/report/report-calls.ts';
import { WorkerReporter } from '../../src/adapters/report/worker-reporter.ts';
import type { ReportQuestion } from '../../src/core/ports/reporter.ts';
import { optionsOf } from '../../src/core/report/asked-options.ts';
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

/** One program does not draw: it counts as a white picture. */
const WHITE: ReportQuestion = {
  ...QUESTION,
  policy: { invalid: 'white' },
  blankScores: (['white', 'black'] as const).map((colour, at) => ({
    encoderId: ENCODER,
    metric: 'text-image',
    colour,
    suiteSha256: 'a'.repeat(64),
    byItem: new Map([['d', 0.21 + at / 10]]),
  })),
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
  const options = optionsOf(QUESTION);
  const here = reportOf(foldHere(), options);
  expect(await there.report(QUESTION)).toEqual(here);
  expect(await there.table('items', QUESTION)).toEqual([...itemsCsv(foldHere(), options)]);
  const white = await there.report(WHITE);
  expect(white).toEqual(reportOf(foldHere(), optionsOf(WHITE)));
  const means = white.groups[0]!.rankings.map(({ policy, rows, unscored }) => ({
    invalid: policy.invalid,
    alder: rows.find(({ id }) => id === '1.1')!.mean,
    unscored,
  }));
  const drawn = [0.3, 0.31, 0.32, 0.34, 0.35, 0.36].reduce((sum, score) => sum + score, 0);
  for (const [invalid, blank] of [
    ['white', 0.21],
    ['black', 0.31],
    ['zero', 0],
  ] as const) {
    // prettier-ignore
    const found = means.find((ranking) => ranking.invalid === invalid)!;
    expect(found.alder).toBeCloseTo((drawn + blank) / 7, 10);
    expect(found.unscored).toBe(0);
  }
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
