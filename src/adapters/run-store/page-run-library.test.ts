import 'fake-indexeddb/auto';
import { serialize } from 'node:v8';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aPlan } from '../../../tests/fixtures/a-plan.ts';
import { aRecord } from '../../../tests/fixtures/a-record.ts';
import { fakeLocks } from '../../../tests/fixtures/fake-locks.ts';
import { answer, aWorld, run, SQUARES } from '../../../tests/fixtures/run-world.ts';
import type { SampleRecord } from '../../core/bench/record.ts';
import { recordsOfLines } from '../../core/bench/read-records.ts';
import { recordToLine } from '../../core/bench/record-line.ts';
import type { Result } from '../../core/failure.ts';
import type { RunReader } from '../../core/run/run-journal.ts';
import { cardOf } from '../../core/run/run-card.ts';
import { runIdOf, type RunPlan } from '../../core/run/run-plan.ts';
import { rowOf, type SlotRow } from '../../core/run/slot-row.ts';
import { reportOf } from '../../core/report/make-report.ts';
import { RecordFold } from '../../core/report/record-fold.ts';
import { PageRunLibrary } from './page-run-library.ts';
import { openStoredRun } from './stored-run.ts';
import { fromStored, toStored } from './stored-record.ts';

let open: PageRunLibrary[] = [];
let locks = fakeLocks();
const aTab = (): PageRunLibrary => {
  const library = new PageRunLibrary(locks);
  open.push(library);
  return library;
};

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  locks = fakeLocks();
});
afterEach(() => {
  for (const library of open) library.close();
  open = [];
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

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

async function rowsIn(reader: RunReader): Promise<SlotRow[]> {
  const rows: SlotRow[] = [];
  for await (const row of reader.rows()) rows.push(row);
  return rows;
}

async function* each(lines: string[]) {
  yield* lines;
}
const readings = (lines: string[]) => recordsOfLines(each(lines));

test('a reopened library has every record that was called kept, a slot once', async () => {
  const first = aTab();
  const journal = await value(first.hold('r'));
  const pending = ofSlot('b', { outcome: 'interrupted' });
  await Promise.all([journal.append(pending), journal.append(ofSlot('a'))]);
  await value(journal.append(ofSlot('b')));
  first.close();
  const reader = aTab().reader('r');
  expect(await slotsIn(reader)).toEqual(['a', 'b']);
  expect(await reader.get('b')).toEqual(ofSlot('b'));
  expect((await rowsIn(reader)).map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
  expect(await reader.get('c')).toBeNull();
});

test('a run has its own records, and removing it leaves the others', async () => {
  const library = aTab();
  const other = aRecord({ drawId: 'q/a', run: { runId: 'q', slotId: 'a' } });
  for (const record of [ofSlot('a'), other]) {
    const journal = await value(library.hold(record.run!.runId));
    await value(journal.append(record));
    await journal.close();
  }
  await value(library.remove('r'));
  expect(await slotsIn(library.reader('r'))).toEqual([]);
  expect(await slotsIn(library.reader('q'))).toEqual(['a']);
});

test('D5: one tab runs a run, another watches it live, and takes it over when it is let go', async () => {
  const [runner, watcher] = [aTab(), aTab()];
  const journal = await value(runner.hold('r'));
  expect(await watcher.hold('r')).toMatchObject({ ok: false, failure: { kind: 'held' } });
  expect(await watcher.remove('r')).toMatchObject({ ok: false, failure: { kind: 'held' } });
  await (await value(watcher.hold('q'))).close();

  const seen: string[] = [];
  const here: string[] = [];
  watcher.watch('r', ({ slotId }) => seen.push(slotId));
  runner.watch('r', ({ slotId }) => here.push(slotId));
  await value(journal.append(ofSlot('a')));
  await expect.poll(() => seen).toEqual(['a']);
  expect(here).toEqual(['a']);
  expect(await slotsIn(watcher.reader('r'))).toEqual(['a']);

  let free = false;
  const waiting = watcher.whenFree('r', new AbortController().signal).then(() => (free = true));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(free).toBe(false);
  await journal.close();
  await waiting;
  await (await value(watcher.hold('r'))).close();
});

test('D1: a full disk is told in words, nothing of the batch is kept, and what was kept is whole', async () => {
  const library = aTab();
  const journal = await value(library.hold('r'));
  await value(journal.append(ofSlot('a')));
  const { put } = IDBObjectStore.prototype;
  let puts = 0;
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...parameters: Parameters<typeof put>
  ) {
    // The record of the second fits, its row does not.
    if (++puts > 3) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    return put.apply(this, parameters);
  });
  const refused = await Promise.all([journal.append(ofSlot('b')), journal.append(ofSlot('c'))]);
  for (const one of refused)
    expect(one).toMatchObject({ ok: false, failure: { stage: 'store', kind: 'quota' } });
  spy.mockRestore();
  expect(await slotsIn(library.reader('r'))).toEqual(['a']);
  expect(await rowsIn(library.reader('r'))).toHaveLength(1);
  await value(journal.append(ofSlot('b')));
  expect(await slotsIn(library.reader('r'))).toEqual(['a', 'b']);
});

test('D2: a tab that ends inside a transaction leaves all of it or nothing', async () => {
  const library = aTab();
  const journal = await value(library.hold('r'));
  await value(journal.append(ofSlot('a')));
  await journal.close();
  const { put } = IDBObjectStore.prototype;
  let puts = 0;
  const counting = vi.spyOn(IDBObjectStore.prototype, 'put');
  await value(
    (await value(library.hold('q'))).append(ofSlot('z', { run: { runId: 'q', slotId: 'z' } })),
  );
  const steps = counting.mock.calls.length;
  expect(steps).toBeGreaterThan(1);
  counting.mockRestore();

  for (let at = 1; at <= steps; at++) {
    puts = 0;
    const dying = new PageRunLibrary(fakeLocks());
    const ending = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...parameters: Parameters<typeof put>
    ) {
      const request = put.apply(this, parameters);
      // As a browser does with what a tab that is gone had begun.
      if (++puts >= at) request.addEventListener('success', () => this.transaction.abort());
      return request;
    });
    const held = await value(dying.hold('r'));
    expect(await held.append(ofSlot('b'))).toMatchObject({ ok: false });
    ending.mockRestore();
    dying.close();
    const reader = aTab().reader('r');
    expect(await slotsIn(reader)).toEqual(['a']);
    expect((await rowsIn(reader)).map(({ slotId }) => slotId)).toEqual(['a']);
  }
  await value((await value(library.hold('r'))).append(ofSlot('b')));
  const after = aTab().reader('r');
  expect(await slotsIn(after)).toEqual(['a', 'b']);
  expect((await rowsIn(after)).map(({ slotId }) => slotId)).toEqual(['a', 'b']);
});

/** A record as a run keeps it, whose answer is of so many characters. */
async function recordOfLength(characters: number): Promise<SampleRecord> {
  const drawing = SQUARES.replace('/>', `><!--${'x'.repeat(characters - SQUARES.length - 12)}--></rect>`); // prettier-ignore
  const world = aWorld(() => answer(drawing));
  await run(aPlan({ items: ['item-0'] }), world);
  for await (const record of world.journal.records()) return record;
  throw new Error('nothing was kept');
}

test('D12: of a sample its answer is kept once, 4 KB of facts, and no picture', async () => {
  const record = await recordOfLength(20_000);
  expect(record.outcome).toBe('ok');
  const { text } = record.attempts[0]!.response;
  expect(text.length + record.extraction.source!.length).toBeGreaterThan(39_800);
  // As the database clones them, before it compresses anything.
  const bytes = serialize(toStored(record)).length + serialize(rowOf(record)).length;
  expect(bytes).toBeLessThan(text.length + 4_096);
});

test('D12: a program that stands in its answer is kept by its place, and comes back to the byte', async () => {
  const inFence = '```svg\n<svg>ä</svg>\n```';
  const aSample = (slotId: string, text: string, source: string | null, start: number) => {
    const { attempts, extraction } = aRecord();
    const [attempt] = attempts as [(typeof attempts)[number]];
    const span = { start, end: start + 12, line: 1, column: 1 };
    const answered = { ...attempt, response: { ...attempt.response, text } };
    return ofSlot(slotId, {
      attempts: [attempt, answered],
      extraction: { ...extraction, source, span: source === null ? null : span },
    });
  };
  const samples = [
    aSample('a-in-a-fence', inFence, '<svg>ä</svg>', 7),
    aSample('b-decoded', '&lt;svg>ä&lt;/svg>', '<svg>ä</svg>', 0),
    aSample('c-none', 'I cannot draw.', null, 0),
    ofSlot('d-typed', { attempts: [] }),
  ];
  const library = aTab();
  const journal = await value(library.hold('r'));
  for (const sample of samples) await value(journal.append(sample));
  const kept = samples.map((sample) => toStored(sample).extraction.source);
  expect(kept).toEqual([{ isIn: 'answer' }, '<svg>ä</svg>', null, aRecord().extraction.source]);
  let text = '';
  for await (const part of library.export('r')) text += part;
  expect(text).toBe(samples.map((sample) => `${recordToLine(sample)}\n`).join(''));
  const reader = library.reader('r');
  for (const sample of samples) expect(await reader.get(sample.run!.slotId)).toEqual(sample);
});

test('a place that is none in the answer is told as an unreadable record, never another program', async () => {
  const source = { isIn: 'answer' } as unknown as string;
  const { extraction } = aRecord();
  const unanswered = ofSlot('a', { attempts: [], extraction: { ...extraction, source } });
  const placeless = ofSlot('b', {
    extraction: { ...extraction, source, span: undefined as unknown as null },
  });
  const journal = await value(aTab().hold('r'));
  for (const spoiled of [unanswered, placeless]) await value(journal.append(spoiled));
  const reader = aTab().reader('r');
  expect(await slotsIn(reader)).toEqual([]);
  expect(reader.unreadable()).toHaveLength(2);
});

test('D12: a list of runs and slots opens without reading a record', async () => {
  const library = aTab();
  await value(library.saveCard(cardOf(aPlan(), '2026-01-01T00:00:00.000Z')));
  const journal = await value(library.hold('r'));
  await Promise.all(['a', 'b', 'c'].map((slot) => journal.append(ofSlot(slot))));
  const opened = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await value(library.cards());
  await value(library.counts('r'));
  expect(await rowsIn(library.reader('r'))).toHaveLength(3);
  const stores = opened.mock.calls.flatMap(([names]) => names as string | string[]);
  expect(new Set(stores)).toEqual(new Set(['cards', 'rows']));
  const [row] = await rowsIn(library.reader('r'));
  // An answer in it would make the list as heavy as the records.
  expect(JSON.stringify(row)).not.toContain('<svg');
});

test('D14: all that a run keeps is text and numbers, so that its pictures can be made again', async () => {
  const library = aTab();
  const plan = aPlan();
  const world = aWorld(() => answer());
  world.parts.journal = await value(library.hold(runIdOf(plan.conditions)));
  await run(plan, world);
  await value(library.saveCard(cardOf(plan, '2026-01-01T00:00:00.000Z')));
  const database = await openedAt(3);
  const { objectStoreNames } = database;
  const kept = await Promise.all(
    [...objectStoreNames].map(
      (name) =>
        new Promise<unknown[]>((resolve, reject) => {
          const reading = database.transaction(name).objectStore(name).getAll();
          reading.onerror = () => reject(reading.error as DOMException);
          reading.onsuccess = () => resolve(reading.result);
        }),
    ),
  );
  database.close();
  expect(kept.flat().length).toBeGreaterThan(10);
  // A Blob, a buffer or a bitmap would not come through JSON as it is.
  expect(JSON.parse(JSON.stringify(kept))).toEqual(kept);
  const raw = kept[[...objectStoreNames].indexOf('records')]!;
  const records = raw.map(fromStored) as SampleRecord[];
  expect(records.map(({ extraction }) => extraction.source)).toEqual(Array(5).fill(SQUARES));
});

test('D9: without storage runs are kept in memory, and a notice says so', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  const library = aTab();
  const world = aWorld(() => answer());
  const plan = aPlan();
  world.parts.journal = await value(library.hold(runIdOf(plan.conditions)));
  const { progress } = await run(plan, world);
  expect(progress.snapshot()).toMatchObject({ done: 5 });
  expect(library.notices()).toMatchObject([{ kind: 'memory' }]);
});

test('D8: what a newer app wrote is read and never changed', async () => {
  const library = aTab();
  const journal = await value(library.hold('r'));
  await value(journal.append(ofSlot('a')));
  await journal.close();
  library.close();
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('sgp-benchmarks', 99);
    opening.onerror = () => reject(opening.error as DOMException);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
  const older = aTab();
  expect(await slotsIn(older.reader('r'))).toEqual(['a']);
  const again = await value(older.hold('r'));
  expect(await again.append(ofSlot('b'))).toMatchObject({ failure: { kind: 'newer-version' } });
  expect(older.notices()).toMatchObject([{ kind: 'newer-data' }]);
});

test('D11: a connection that the browser ended is opened again, and the record kept', async () => {
  const library = aTab();
  const journal = await value(library.hold('r'));
  await value(journal.append(ofSlot('a')));
  const { transaction } = IDBDatabase.prototype;
  let lost = true;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...parameters: Parameters<typeof transaction>
  ) {
    if (lost) {
      lost = false;
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    }
    return transaction.apply(this, parameters);
  });
  await value(journal.append(ofSlot('b')));
  expect(await slotsIn(library.reader('r'))).toEqual(['a', 'b']);
});

test('D13: a record that was spoiled is left out and told, and the others are read', async () => {
  const library = aTab();
  const journal = await value(library.hold('r'));
  const spoiled = { ...ofSlot('b'), prompt: 7 as unknown as string };
  await Promise.all([journal.append(ofSlot('a')), journal.append(spoiled)]);
  const reader = library.reader('r');
  expect(await slotsIn(reader)).toEqual(['a']);
  expect(reader.unreadable()).toMatchObject([{ place: 'slot b' }]);
});

test('F14: a run begun elsewhere is imported with its plan, goes on here, and is exported byte for byte', async () => {
  const plan = aPlan({ samples: 2, seeds: [3] });
  plan.conditions.askAgainWithoutProgram = 3;
  const elsewhere = aWorld(() => answer());
  await run({ ...plan, items: ['item-0', 'item-1'] }, elsewhere);
  const lines: string[] = [];
  for await (const record of elsewhere.journal.records()) lines.push(recordToLine(record));

  const library = aTab();
  const report = await value(
    library.import(readings([...lines, 'no record', recordToLine(aRecord())])),
  );
  expect(report).toMatchObject({
    imported: 4,
    replaced: 0,
    duplicates: 0,
    bad: [{ place: 'line 5' }, { place: 'line 6' }],
  });
  const again = await value(library.import(readings(lines)));
  expect(again).toMatchObject({ imported: 0, replaced: 0, duplicates: 4 });
  const runId = runIdOf(plan.conditions);
  let text = '';
  for await (const part of library.export(runId)) text += part;
  expect(text).toBe(lines.map((line) => line + '\n').join(''));

  const [card] = await value(library.cards());
  expect(card).toMatchObject({ runId, samples: 2, seeds: [3], conditions: plan.conditions });
  const here = aWorld(() => answer());
  here.parts.journal = await value(library.hold(runId));
  const { progress } = await run(plan, here);
  expect(here.calls).toHaveLength(6);
  expect(progress.snapshot()).toMatchObject({ total: 10, done: 10 });
});

test('F13: records of a later version are refused by its number, and nothing is written', async () => {
  const library = aTab();
  const journal = await value(library.hold('r'));
  await value(journal.append(ofSlot('a')));
  await journal.close();
  const puts = vi.spyOn(IDBObjectStore.prototype, 'put');
  const later = ['a', 'b'].map((slot) => JSON.stringify({ ...ofSlot(slot), version: 7 }));
  const report = await value(library.import(readings(later)));
  expect(report).toMatchObject({ imported: 0, replaced: 0, badCount: 2 });
  for (const { reason } of report.bad) expect(reason).toMatch(/newer version.*version 7.*reads 1/);
  expect(puts).not.toHaveBeenCalled();
  expect(await slotsIn(library.reader('r'))).toEqual(['a']);
});

test('the card of a kept run grows by the model that an import brings, and keeps its own pace and items', async () => {
  const library = aTab();
  const pace = { budget: { calls: 9, tokens: null, usd: null }, concurrency: 2 };
  const plan = aPlan({ items: ['item-0'], seeds: [1], samples: 2, pace });
  const kept = cardOf(plan, '2026-01-02T03:04:05.000Z');
  await value(library.saveCard(kept));
  const linesOf = async (change: Partial<RunPlan>) => {
    const elsewhere = aWorld(() => answer());
    await run({ ...plan, ...change }, elsewhere);
    const lines: string[] = [];
    for await (const record of elsewhere.journal.records()) lines.push(recordToLine(record));
    return lines;
  };
  const other = { providerId: 'fake', id: 'other', title: 'Other' };
  await value(library.import(readings(await linesOf({ models: [other], seeds: [8] }))));
  const [grown] = await value(library.cards());
  expect(grown!.models.map(({ id }) => id)).toEqual(['fake', 'other']);
  expect(grown).toMatchObject({ items: ['item-0'], samples: 2, seeds: [1, 8], pace });
  expect(grown!.templates).toEqual(kept.templates);

  // Seed 2 was asked for elsewhere; here it is what sample 1 of seed 1 is sent.
  await value(library.import(readings(await linesOf({ seeds: [2] }))));
  expect((await value(library.cards()))[0]).toMatchObject({ samples: 2, seeds: [1, 8] });
});

test('an import never sets a run back: what is further is kept', async () => {
  const library = aTab();
  const journal = await value(library.hold('r'));
  await value(journal.append(ofSlot('a')));
  const pending = ofSlot('a', { outcome: 'interrupted', scores: [] });
  pending.failure = { stage: 'embed', kind: 'pending', detail: '' };
  const behind = { ...pending, drawId: 'r/b', id: 'r/b/0', run: { runId: 'r', slotId: 'b' } };
  const lines = [pending, behind, ofSlot('b')].map(recordToLine);
  expect(await value(library.import(readings(lines)))).toMatchObject({
    imported: 1,
    replaced: 1,
    duplicates: 1,
  });
  expect((await rowsIn(library.reader('r'))).map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
});

test('cards are listed newest first, and a change is told to the other tabs', async () => {
  const [one, other] = [aTab(), aTab()];
  let told = 0;
  other.subscribe(() => told++);
  await value(one.saveCard(cardOf(aPlan(), '2026-01-01T00:00:00.000Z')));
  const named = aPlan();
  named.conditions.name = 'again';
  await value(one.saveCard(cardOf(named, '2026-02-01T00:00:00.000Z')));
  await expect.poll(() => told).toBe(2);
  const names = (await value(other.cards())).map(({ conditions }) => conditions.name);
  expect(names).toEqual(['again', '']);
});

test('slots are counted by their state without reading one', async () => {
  const library = aTab();
  const journal = await value(library.hold('r'));
  const unscored = ofSlot('b', { scores: [] });
  unscored.failure = { stage: 'embed', kind: 'pending', detail: '' };
  const lost = ofSlot('c', { outcome: 'interrupted' });
  await Promise.all([journal.append(ofSlot('a')), journal.append(unscored), journal.append(lost)]);
  const rows = await rowsIn(library.reader('r'));
  const states = { done: 0, answered: 0, failed: 0 };
  for (const { state } of rows) states[state]++;
  const reading = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  expect(await value(library.counts('r'))).toEqual(states);
  expect(await value(library.counts('q'))).toEqual({ done: 0, answered: 0, failed: 0 });
  expect(states.done).toBeLessThan(3);
  expect(reading).not.toHaveBeenCalled();
});

const A_REPORT = reportOf(new RecordFold(), { title: 'kept' });

test('a report is kept for the records that it is of, and for no others', async () => {
  const library = aTab();
  const journal = await value(library.hold('r'));
  await value(journal.append(ofSlot('a')));
  const { state } = await value(library.reports('r'));
  await value(library.keepReport('r', state, 'q', A_REPORT));
  await value(library.keepReport('r', state, 'p', { ...A_REPORT, title: 'other' }));
  const kept = await value(aTab().reports('r'));
  expect(kept.state).toBe(state);
  expect([...kept.byQuestion]).toEqual([
    ['q', A_REPORT],
    ['p', { ...A_REPORT, title: 'other' }],
  ]);

  await value(journal.append(ofSlot('b')));
  expect((await value(library.reports('r'))).byQuestion.size).toBe(0);
  // Made of what was there before the change, and done only now.
  await value(library.keepReport('r', state, 'q', A_REPORT));
  expect((await value(library.reports('r'))).byQuestion.size).toBe(0);
});

test('an import changes what reports are of, and so does removing and bringing back', async () => {
  const library = aTab();
  const bring = () => library.import(readings([recordToLine(ofSlot('a'))]));
  const states = new Set<string>();
  await value(bring());
  for (let turn = 0; turn < 3; turn++) {
    const { state } = await value(library.reports('r'));
    expect(states).not.toContain(state);
    states.add(state);
    await value(library.keepReport('r', state, 'q', A_REPORT));
    await value(library.remove('r'));
    expect((await value(library.reports('r'))).byQuestion.size).toBe(0);
    await value(bring());
  }
});

test('the last few reports are kept, and the oldest give way', async () => {
  const library = aTab();
  await value((await value(library.hold('r'))).append(ofSlot('a')));
  const { state } = await value(library.reports('r'));
  for (let nth = 0; nth < 20; nth++)
    await value(library.keepReport('r', state, String(nth), A_REPORT));
  const { byQuestion } = await value(library.reports('r'));
  expect(byQuestion.size).toBeLessThan(20);
  expect([...byQuestion.keys()].at(-1)).toBe('19');
});

test('runs that were kept before reports were are opened, counted, and get theirs', async () => {
  const row = await olderDatabase();
  const library = aTab();
  expect(await slotsIn(library.reader('r'))).toEqual(['a']);
  expect(await value(library.counts('r'))).toMatchObject({ [row.state]: 1 });
  const { state } = await value(library.reports('r'));
  await value(library.keepReport('r', state, 'q', A_REPORT));
  expect((await value(library.reports('r'))).byQuestion.size).toBe(1);
});

/** As the first version of the app left it: a run of one slot. */
async function olderDatabase(): Promise<SlotRow> {
  const row = { ...(await firstRow()), runId: 'r', slotId: 'a' };
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('sgp-benchmarks', 1);
    opening.onupgradeneeded = () => {
      const database = opening.result;
      database.createObjectStore('cards', { keyPath: 'runId' });
      database.createObjectStore('records', { keyPath: ['run.runId', 'run.slotId'] });
      database.createObjectStore('rows', { keyPath: ['runId', 'slotId'] });
      opening.transaction!.objectStore('records').put(ofSlot('a'));
      opening.transaction!.objectStore('rows').put(row);
    };
    opening.onerror = () => reject(opening.error as DOMException);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
  return row;
}

async function firstRow(): Promise<SlotRow> {
  const library = aTab();
  const journal = await value(library.hold('r'));
  await value(journal.append(ofSlot('a')));
  await journal.close();
  const [row] = await rowsIn(library.reader('r'));
  library.close();
  globalThis.indexedDB = new IDBFactory();
  return row!;
}

test('what an import makes durable is told to whoever watches, here and in other tabs', async () => {
  const [importer, watcher] = [aTab(), aTab()];
  const seen: string[] = [];
  watcher.watch('r', ({ slotId }) => seen.push(slotId));
  await value(importer.import(readings(['a', 'b'].map((slot) => recordToLine(ofSlot(slot))))));
  await expect.poll(() => seen).toEqual(['a', 'b']);
});

test('a thread beside the page reads a run by itself, and tells what is spoiled', async () => {
  const library = aTab();
  const journal = await value(library.hold('r'));
  const spoiled = { ...ofSlot('b'), prompt: 7 as unknown as string };
  const all = [...Array(450).keys()].map((nth) => ofSlot(`a${String(nth).padStart(3, '0')}`));
  await Promise.all([...all, spoiled].map((record) => journal.append(record)));
  const { reader, close } = await value(openStoredRun('r'));
  expect(await slotsIn(reader)).toEqual(all.map(({ run }) => run!.slotId));
  expect(reader.unreadable()).toMatchObject([{ place: 'slot b' }]);
  close();
});

/** A browser's storage beside the database, and what it was asked to keep. */
function aBrowser(): { asked: () => number } {
  const kept = new Map<string, string>();
  let asked = 0;
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  });
  vi.stubGlobal('navigator', {
    storage: {
      persist: () => {
        asked++;
        return Promise.resolve(true);
      },
    },
  });
  return { asked: () => asked };
}

const kindsOf = (library: PageRunLibrary) => library.notices().map(({ kind }) => kind);

test('D10: the browser is asked once to keep runs, and told on when it has removed them', async () => {
  const { asked } = aBrowser();
  const library = aTab();
  expect(await value(library.cards())).toEqual([]);
  expect([asked(), kindsOf(library)]).toEqual([0, []]);
  const card = cardOf(aPlan(), '2026-01-01T00:00:00.000Z');
  await value(library.saveCard(card));
  await value(library.saveCard(card));
  expect(asked()).toBe(1);
  library.close();

  globalThis.indexedDB = new IDBFactory();
  const after = aTab();
  await value(after.cards());
  expect(kindsOf(after)).toEqual(['evicted']);
  await value(after.saveCard(card));
  expect(kindsOf(after)).toEqual([]);
  await value(after.remove(card.runId));
  after.close();

  // Deleted by the person: nothing is missed.
  const empty = aTab();
  await value(empty.cards());
  expect(kindsOf(empty)).toEqual([]);
});

const openedAt = (version: number): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('sgp-benchmarks', version);
    opening.onerror = () => reject(opening.error as DOMException);
    opening.onsuccess = () => resolve(opening.result);
  });

test('D6: an old tab lets a newer app have the runs, says so, and keeps nothing more', async () => {
  const old = aTab();
  const journal = await value(old.hold('r'));
  await value(journal.append(ofSlot('a')));
  const newer = await openedAt(99);
  expect(kindsOf(old)).toEqual(['superseded']);
  expect(await journal.append(ofSlot('b'))).toMatchObject({ ok: false });
  newer.close();
});

test('D6: a tab that waits for an older one says so, and goes on once that is closed', async () => {
  await olderDatabase();
  const older = await openedAt(1);
  const waiting = aTab();
  await expect.poll(() => kindsOf(waiting)).toEqual(['waiting']);
  older.close();
  expect(await value(waiting.cards())).toEqual([]);
  expect(kindsOf(waiting)).toEqual([]);
});

test('D7: runs that cannot be brought up to date are read and exported as they were', async () => {
  await olderDatabase();
  vi.spyOn(IDBObjectStore.prototype, 'createIndex').mockImplementation(() => {
    throw new DOMException('no', 'DataError');
  });
  const library = aTab();
  let text = '';
  for await (const part of library.export('r')) text += part;
  expect(text).toBe(`${recordToLine(ofSlot('a'))}\n`);
  expect(kindsOf(library)).toEqual(['newer-data']);
  const journal = await value(library.hold('r'));
  expect(await journal.append(ofSlot('b'))).toMatchObject({ ok: false });
  library.close();
  vi.restoreAllMocks();
  // The next visit, with a mended app.
  const mended = aTab();
  expect(await slotsIn(mended.reader('r'))).toEqual(['a']);
  expect(kindsOf(mended)).toEqual([]);
});

test('D3: what was received is durable by the strict rule before it is called kept', async () => {
  const library = aTab();
  const journal = await value(library.hold('r'));
  const opened = vi.spyOn(IDBDatabase.prototype, 'transaction');
  await value(journal.append(ofSlot('a')));
  const writing = opened.mock.calls.filter(([, mode]) => mode === 'readwrite');
  expect(writing).not.toEqual([]);
  for (const [, , options] of writing) expect(options).toEqual({ durability: 'strict' });
});

test('D15: an import while a run goes on leaves the run as it is, and both arrive', async () => {
  const library = aTab();
  const plan = aPlan();
  const runId = runIdOf(plan.conditions);
  const lines = [...Array(120).keys()].map((nth) => recordToLine(ofSlot(`s${nth}`)));
  const world = aWorld(() => answer());
  world.parts.journal = await value(library.hold(runId));
  const [{ progress }, report] = await Promise.all([
    run(plan, world),
    value(library.import(readings(lines))),
  ]);
  expect(progress.snapshot()).toMatchObject({ done: 5, failed: 0 });
  expect(report.imported).toBe(120);
  expect(await slotsIn(library.reader(runId))).toHaveLength(5);
  expect(await slotsIn(library.reader('r'))).toHaveLength(120);
});
