import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aRecord } from '../../../tests/fixtures/a-record.ts';
import { linesOf } from '../../core/bench/lines.ts';
import { recordsOfLines } from '../../core/bench/read-records.ts';
import type { HistoryStore } from '../../core/ports/history-store.ts';
import { DATABASE_NAME, openDatabase } from './history-database.ts';
import { History } from './history.ts';

let open: History[] = [];
const openHistory = (): History => {
  const history = new History();
  open.push(history);
  return history;
};

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.stubGlobal('localStorage', memoryStorage());
});
afterEach(() => {
  for (const history of open) history.close();
  open = [];
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

const timed = (second: number, prompt: string) =>
  aRecord({ drawId: `d${second}`, createdAt: at(second), prompt });

async function* chunk(text: string) {
  yield text;
}

const readings = (text: string) => recordsOfLines(linesOf(chunk(text)));
const NOTHING = { imported: 0, same: 0, differing: 0, bad: [], badCount: 0 };

async function exported(history: HistoryStore): Promise<string> {
  let text = '';
  for await (const part of history.export()) text += part;
  return text;
}

async function value<T>(
  result: Promise<{ ok: true; value: T } | { ok: false; failure: { detail: string } }>,
) {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.failure.detail);
  return settled.value;
}

describe('what is kept', () => {
  test('a reopened history has every record that was acknowledged', async () => {
    const first = openHistory();
    await value(first.put(aRecord({ sampleIndex: 0 })));
    await value(first.put(aRecord({ sampleIndex: 1, best: true })));
    first.close();
    const again = openHistory();
    const { records } = await value(again.samples('draw-1'));
    expect(records.map(({ id }) => id)).toEqual(['draw-1/0', 'draw-1/1']);
    const [draw] = await value(again.draws({ text: '', limit: 10 }));
    expect(draw).toMatchObject({ drawId: 'draw-1', sampleCount: 2, prompt: 'a red square' });
  });

  test('draws come newest first, in pages, and are found by any part of the prompt', async () => {
    const history = openHistory();
    for (let second = 0; second < 5; second++)
      await value(
        history.put(
          aRecord({ drawId: `d${second}`, createdAt: at(second), prompt: `Cat ${second}` }),
        ),
      );
    const page = await value(history.draws({ text: '', limit: 2 }));
    expect(page.map(({ drawId }) => drawId)).toEqual(['d4', 'd3']);
    const next = await value(history.draws({ text: '', limit: 2, before: page[1]!.createdAt }));
    expect(next.map(({ drawId }) => drawId)).toEqual(['d2', 'd1']);
    const found = await value(history.draws({ text: 'cAT 3', limit: 9 }));
    expect(found.map(({ drawId }) => drawId)).toEqual(['d3']);
  });

  test('a removed draw can be put back: undo loses nothing', async () => {
    const history = openHistory();
    await value(history.put(aRecord()));
    const before = await exported(history);
    const removed = await value(history.remove('draw-1'));
    expect(await value(history.draws({ text: '', limit: 9 }))).toEqual([]);
    for (const record of removed) await value(history.put(record));
    expect(await exported(history)).toBe(before);
  });
});

describe('files', () => {
  test('F14: export, import, export gives the same bytes, over more than one batch', async () => {
    const history = openHistory();
    for (let index = 0; index < 450; index++)
      await value(
        history.put(
          aRecord({ drawId: `d${index % 7}`, sampleIndex: index, createdAt: at(index % 11) }),
        ),
      );
    const file = await exported(history);
    await value(history.clear());
    const report = await value(history.import(readings(file)));
    expect(report).toEqual({ ...NOTHING, imported: 450 });
    expect(await exported(history)).toBe(file);
    const again = await value(history.import(readings(file)));
    expect(again).toEqual({ ...NOTHING, same: 450 });
  });

  test('a bad line is named and the others are kept', async () => {
    const history = openHistory();
    const lines = [JSON.stringify(aRecord()), '{"format":"other"}', 'nonsense'].join('\n');
    const report = await value(history.import(readings(lines)));
    expect(report.imported).toBe(1);
    expect(report.bad.map(({ place }) => place)).toEqual(['line 2', 'line 3']);
    expect(report.badCount).toBe(2);
  });

  const HERE = aRecord({ prompt: 'as here' });
  const IN_FILE = aRecord({ prompt: 'as in the file' });
  const FILE = `${JSON.stringify(IN_FILE)}\n`;
  const promptsIn = async (history: HistoryStore) =>
    (await value(history.samples('draw-1'))).records.map(({ prompt }) => prompt);

  test.each([
    ['keep-first', 0, ['as here']],
    ['keep-last', 0, ['as in the file']],
    ['new-sample', 1, ['as here', 'as in the file']],
  ] as const)('an id that is taken by another sample: %s (F2)', async (rule, imported, prompts) => {
    for (const inMemory of [false, true]) {
      if (inMemory)
        vi.spyOn(indexedDB, 'open').mockImplementation(() => {
          throw new DOMException('disabled', 'SecurityError');
        });
      const history = openHistory();
      await value(history.put(HERE));
      const report = await value(history.import(readings(FILE), { duplicates: rule }));
      expect(report).toEqual({ ...NOTHING, imported, differing: 1 });
      expect(await promptsIn(history)).toEqual(prompts);
      // The same file again changes nothing.
      const again = await value(history.import(readings(FILE), { duplicates: rule }));
      expect(again.imported).toBe(0);
      expect(await promptsIn(history)).toEqual(prompts);
      const [draw] = await value(history.draws({ text: '', limit: 9 }));
      expect(draw!.sampleCount).toBe(prompts.length);
      await value(history.clear());
    }
  });

  test('of two in one file that have one id the rule decides as well (F2)', async () => {
    const history = openHistory();
    const both = `${JSON.stringify(HERE)}\n${FILE}`;
    const report = await value(history.import(readings(both), { duplicates: 'new-sample' }));
    expect(report).toEqual({ ...NOTHING, imported: 2, differing: 1 });
    expect(await promptsIn(history)).toEqual(['as here', 'as in the file']);
  });

  test('a draw whose only sample moves to another draw is gone from the list', async () => {
    const history = openHistory();
    await value(history.put(aRecord({ drawId: 'old', id: 'x' })));
    const moved = JSON.stringify(aRecord({ drawId: 'new', id: 'x' }));
    await value(history.import(readings(moved), { duplicates: 'keep-last' }));
    const draws = await value(history.draws({ text: '', limit: 9 }));
    expect(draws.map(({ drawId }) => drawId)).toEqual(['new']);
  });
});

describe('storage faults', () => {
  test('a full disk is told, the record is refused, and the next one that fits clears the notice', async () => {
    const history = openHistory();
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    const refused = await history.put(aRecord());
    expect(refused).toMatchObject({ ok: false, failure: { stage: 'store', kind: 'quota' } });
    expect(history.notices().map(({ kind }) => kind)).toContain('full');
    full.mockRestore();
    await value(history.put(aRecord()));
    expect(history.notices()).toEqual([]);
    expect((await value(history.samples('draw-1'))).records).toHaveLength(1);
  });

  test('a record that did not fit is saved as soon as something is deleted', async () => {
    const history = openHistory();
    await value(history.put(aRecord({ drawId: 'old' })));
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await history.put(aRecord({ drawId: 'new', sampleIndex: 0 }));
    await history.put(aRecord({ drawId: 'new', sampleIndex: 1 }));
    full.mockRestore();
    // One that fits does not make the other one kept.
    await value(history.put(aRecord({ drawId: 'new', sampleIndex: 0 })));
    expect(history.notices().map(({ kind }) => kind)).toEqual(['full']);
    await value(history.remove('old'));
    await vi.waitFor(() => expect(history.notices()).toEqual([]));
    expect((await value(history.samples('new'))).records).toHaveLength(2);
  });

  test('an export on a full disk holds what did not fit, in its place', async () => {
    const history = openHistory();
    for (const second of [1, 3]) await value(history.put(timed(second, `kept ${second}`)));
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    for (const second of [4, 2]) await history.put(timed(second, `unsaved ${second}`));
    // A later state of a sample that is kept: the export has this one, and has it once.
    await history.put(timed(3, 'scored 3'));
    const lines = (await exported(history)).trimEnd().split('\n');
    const prompts = lines.map((line) => (JSON.parse(line) as { prompt: string }).prompt);
    expect(prompts).toEqual(['kept 1', 'unsaved 2', 'scored 3', 'unsaved 4']);
    expect(history.notices()[0]?.detail).toContain('3 samples are in memory only');
    full.mockRestore();
    await value(history.remove('none'));
    await vi.waitFor(() => expect(history.notices()).toEqual([]));
    expect((await exported(history)).trimEnd().split('\n')).toEqual(lines);
  });

  test('a draw that is deleted is not saved after all', async () => {
    const history = openHistory();
    await value(history.put(aRecord({ sampleIndex: 0 })));
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await history.put(aRecord({ sampleIndex: 1 }));
    full.mockRestore();
    await value(history.remove('draw-1'));
    expect(history.notices()).toEqual([]);
    expect((await value(history.samples('draw-1'))).records).toEqual([]);
  });

  test('without storage everything works in memory and says so', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('disabled', 'SecurityError');
    });
    const history = openHistory();
    await value(history.put(aRecord()));
    expect(await exported(history)).toContain('draw-1/0');
    expect(history.notices().map(({ kind }) => kind)).toEqual(['memory']);
  });

  test('a lost connection is reopened once and the write is done again', async () => {
    const history = openHistory();
    await value(history.put(aRecord({ sampleIndex: 0 })));
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('connection is closing', 'InvalidStateError');
    });
    await value(history.put(aRecord({ sampleIndex: 1 })));
    expect((await value(history.samples('draw-1'))).records).toHaveLength(2);
  });

  test('a spoiled row is left out and counted; the others open', async () => {
    const history = openHistory();
    await value(history.put(aRecord({ sampleIndex: 0 })));
    await value(history.put(aRecord({ sampleIndex: 1 })));
    const database = await openDatabase({ waiting() {}, superseded() {}, terminated() {} });
    const spoiled = { ...aRecord({ sampleIndex: 1 }), scores: 'none' };
    await database.put('records', spoiled as never);
    database.close();
    const samples = await value(history.samples('draw-1'));
    expect(samples.records).toHaveLength(1);
    expect(samples.unreadable).toBe(1);
  });

  test('data of a newer app is shown and exported but never changed', async () => {
    const older = openHistory();
    await value(older.put(aRecord()));
    older.close();
    const upgrade = indexedDB.open(DATABASE_NAME, 99);
    await new Promise((resolve) => (upgrade.onsuccess = resolve));
    upgrade.result.close();

    const history = openHistory();
    expect((await value(history.samples('draw-1'))).records).toHaveLength(1);
    const refused = await history.put(aRecord({ sampleIndex: 5 }));
    expect(refused).toMatchObject({ ok: false, failure: { kind: 'newer-version' } });
    expect(await exported(history)).toContain('draw-1/0');
    expect(history.notices().map(({ kind }) => kind)).toEqual(['newer-data']);
  });

  test('an old tab lets go of the database for a newer one', async () => {
    const old = openHistory();
    await value(old.put(aRecord()));
    const upgrade = indexedDB.open(DATABASE_NAME, 99);
    await new Promise((resolve, reject) => {
      upgrade.onsuccess = resolve;
      upgrade.onerror = reject;
    });
    upgrade.result.close();
    expect(old.notices().map(({ kind }) => kind)).toEqual(['superseded']);
    const refused = await old.put(aRecord({ sampleIndex: 3 }));
    expect(refused.ok).toBe(false);
  });

  test('an emptied database with a surviving marker is reported as evicted', async () => {
    const before = openHistory();
    await value(before.put(aRecord()));
    before.close();
    globalThis.indexedDB = new IDBFactory();
    const after = openHistory();
    await value(after.draws({ text: '', limit: 1 }));
    expect(after.notices().map(({ kind }) => kind)).toEqual(['evicted']);
  });
});

test('another tab hears of a change', async () => {
  const [one, other] = [openHistory(), openHistory()];
  const heard = new Promise<void>((resolve) => other.subscribe(resolve));
  await value(one.put(aRecord()));
  await heard;
  expect(await value(other.draws({ text: '', limit: 9 }))).toHaveLength(1);
});

function memoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, text) => void items.set(key, text),
    removeItem: (key) => void items.delete(key),
  };
}
