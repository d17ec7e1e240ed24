import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeLocks } from '../../../../tests/fixtures/fake-locks.ts';
import { answer, aWorld, refusal, renderer, run } from '../../../../tests/fixtures/run-world.ts';
import { aRecord } from '../../../../tests/fixtures/a-record.ts';
import { aPlan, aSuite } from '../../../../tests/fixtures/a-plan.ts';
import { SYSTEM_CLOCK } from '../../../adapters/run-store/system-clock.ts';
import { PageRunLibrary } from '../../../adapters/run-store/page-run-library.ts';
import type { Attempt } from '../../../core/ports/language-model.ts';
import { MemoryEmbeddingCache } from '../../../core/embedding/memory-embedding-cache.ts';
import { success } from '../../../core/failure.ts';
import type { KeptSuite } from '../../../core/ports/suite-store.ts';
import { cardOf } from '../../../core/run/run-card.ts';
import { RunProgress } from '../../../core/run/progress.ts';
import { runIdOf } from '../../../core/run/run-plan.ts';
import { rowOf } from '../../../core/run/slot-row.ts';
import { Benchmark, type BenchmarkParts } from './benchmark.svelte.ts';
import { RunSession } from './run-session.svelte.ts';

const plan = aPlan({ suite: aSuite(6), samples: 2 });
const runId = runIdOf(plan.conditions);

let locks = fakeLocks();
let open: PageRunLibrary[] = [];
let spoken: string[] = [];
let asked = 0;
/** How the next calls end. */
let reply: (nth: number) => Attempt | Promise<Attempt> = () => answer();

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
  });
  vi.stubGlobal('navigator', { onLine: true });
  locks = fakeLocks();
  spoken = [];
  asked = 0;
  reply = () => answer();
});
afterEach(() => {
  for (const library of open) library.close();
  open = [];
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A tab of its own over the same database and locks. */
function aTab({ keepsSuite = true, of = plan } = {}) {
  const runs = new PageRunLibrary(locks);
  open.push(runs);
  const facts = { references: 'none' } as KeptSuite['facts'];
  const kept = keepsSuite ? { suite: of.suite, facts } : null;
  const parts = {
    services: {
      runs,
      suiteStore: {
        find: () => Promise.resolve(success(kept)),
        facts: () => Promise.resolve(null),
      },
      suites: { entries: () => [] },
      embeddings: new MemoryEmbeddingCache(),
      clock: SYSTEM_CLOCK,
    },
    page: {
      renderer,
      models: {
        providers: () => [],
        price: () => null,
        open: () => Promise.resolve({ id: 'fake', title: 'Fake', ask: async () => reply(asked++) }),
      },
    },
    encoding: { entries: [] },
    form: { fields: { templateId: '' } },
    notices: {
      say: (text: string) => spoken.push(text),
      tell: (text: string) => spoken.push(text),
      fault: (text: string) => spoken.push(text),
    },
  } as unknown as BenchmarkParts;
  return { runs, parts, session: () => new RunSession(runIdOf(of.conditions), parts) };
}

const settled = (session: RunSession, phase: RunSession['phase']) =>
  expect.poll(() => session.phase, { timeout: 10_000 }).toBe(phase);

async function kept(of = plan) {
  const tab = aTab({ of });
  await tab.runs.saveCard(cardOf(of, '2026-01-02T03:04:05.000Z'));
  return tab;
}

test('a run that no browser keeps is said to be missing', async () => {
  const session = aTab().session();
  await settled(session, 'missing');
});

test('a run is begun, counts what it does, ends finished and says so', async () => {
  const session = (await kept()).session();
  await settled(session, 'idle');
  expect(session.snapshot).toMatchObject({ total: 12, done: 0, missing: 12 });
  expect(session.finished).toBe(false);
  await session.start();
  expect(session.snapshot).toMatchObject({ done: 12, missing: 0 });
  expect(session.finished).toBe(true);
  expect(session.end?.reason).toBe('finished');
  expect(session.log.entries.map(({ kind }) => kind)).toEqual(['finished', 'started']);
  expect(spoken.at(-1)).toBe('Finished at 12 of 12 samples');
});

test('records that are imported into a run that is open are counted there', async () => {
  const { runs, session } = await kept();
  const open = session();
  await settled(open, 'idle');
  const elsewhere = aWorld(() => answer());
  await run(plan, elsewhere);
  const records = async function* () {
    for await (const record of elsewhere.journal.records())
      yield { ok: true, place: record.id, record } as const;
  };
  expect(await runs.import(records())).toMatchObject({ ok: true, value: { imported: 12 } });
  await expect.poll(() => open.snapshot).toMatchObject({ done: 12, missing: 0 });
  expect(open.finished).toBe(true);
});

test('paused, it keeps what it has, and goes on from there asking nothing twice', async () => {
  const tab = await kept();
  const session = tab.session();
  await settled(session, 'idle');
  reply = (nth) => {
    if (nth === 4) session.pause();
    return answer();
  };
  await session.start();
  expect(session.end?.reason).toBe('paused');
  const { done } = session.snapshot!;
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(12);
  await session.start();
  expect(asked).toBe(12);
  expect(session.log.entries.map(({ kind }) => kind)).toEqual(['finished', 'resumed', 'paused', 'started']); // prettier-ignore
});

test('a tab that was closed while it ran is told when the run is opened again', async () => {
  const tab = await kept();
  const first = tab.session();
  await settled(first, 'idle');
  first.log.add('started', 'Started');
  const again = tab.session();
  await settled(again, 'idle');
  await expect.poll(() => again.log.entries[0]?.kind).toBe('closed');
});

test('while another tab runs it, it is watched as it grows, and can go on once it is let go', async () => {
  const [here, there] = [await kept(), aTab()];
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  const runner = here.session();
  await settled(runner, 'idle');
  reply = async (nth) => {
    if (nth >= 6) await gate;
    return answer();
  };
  const running = runner.start();
  await expect.poll(() => runner.snapshot?.done ?? 0, { timeout: 10_000 }).toBeGreaterThan(2);
  const watcher = there.session();
  await settled(watcher, 'watching');
  await watcher.start();
  expect(watcher.phase).toBe('watching');
  release();
  await running;
  await settled(watcher, 'idle');
  expect(watcher.snapshot?.done).toBe(12);
  expect(watcher.finished).toBe(true);
});

test('G1: leaving is asked about while calls are under way, and only then', async () => {
  const window = new EventTarget();
  vi.stubGlobal('window', window);
  const leaves = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  const session = new Benchmark((await kept()).parts).session(runId);
  await settled(session, 'idle');
  expect(leaves()).toBe(true);
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  reply = async () => {
    await gate;
    return answer();
  };
  const running = session.start();
  await expect.poll(() => session.underWay).toBeGreaterThan(0);
  expect(leaves()).toBe(false);
  release();
  await running;
  expect(leaves()).toBe(true);
});

test('G1, G3: a tab that is discarded writes nothing on its way out; one press asks what was in flight again, once', async () => {
  const { session } = await kept();
  const gone = session();
  await settled(gone, 'idle');
  // Asked, and not answered while that tab lives.
  reply = (nth) => (nth < 5 ? answer() : new Promise(() => {}));
  void gone.start();
  await expect.poll(() => gone.snapshot?.done).toBe(5);
  let before = 0;
  const allAreSent = () => {
    const [last, now] = [before, asked];
    before = now;
    return last === now && gone.underWay === now - 5;
  };
  await expect.poll(allAreSent, { interval: 100 }).toBe(true);
  const inFlight = gone.underWay;
  expect(inFlight).toBeGreaterThan(0);
  // A browser lets go the locks of a tab that is no more.
  locks = fakeLocks();

  reply = () => answer();
  const tab = aTab();
  const back = tab.session();
  await settled(back, 'idle');
  expect(back.snapshot).toMatchObject({ total: 12, done: 5, failed: 0, missing: 7 });
  await back.start();
  expect(back.snapshot).toMatchObject({ done: 12, failed: 0, missing: 0 });
  expect(asked).toBe(12 + inFlight);
  const slots: string[] = [];
  for await (const { slotId } of tab.runs.reader(runId).rows()) slots.push(slotId);
  expect(slots).toHaveLength(12);
  expect(new Set(slots).size).toBe(12);
  gone.close();
});

test('G9: a run that is opened by its address asks nobody until it is begun', async () => {
  const session = (await kept()).session();
  await settled(session, 'idle');
  expect(session.snapshot).toMatchObject({ missing: 12 });
  expect(asked).toBe(0);
  expect(session.active).toBe(false);
});

test('G8: pressed twice at once, it is one run', async () => {
  const session = (await kept()).session();
  await settled(session, 'idle');
  await Promise.all([session.start(), session.start()]);
  expect(session.snapshot).toMatchObject({ done: 12, failed: 0 });
  expect(asked).toBe(12);
  expect(session.log.entries.map(({ kind }) => kind)).toEqual(['finished', 'started']);
});

test('G5: thousands of rows that come at once are one subscription, and counted a few times', async () => {
  const large = aPlan({ suite: aSuite(3_200) });
  const tab = await kept(large);
  const watch = vi.spyOn(tab.runs, 'watch');
  const session = tab.session();
  await settled(session, 'idle');
  expect(watch).toHaveBeenCalledOnce();
  const tell = watch.mock.calls[0]![1];
  const counts = vi.spyOn(RunProgress.prototype, 'snapshot');
  const { providerId, id: modelId } = large.models[0]!;
  const run = { runId: runIdOf(large.conditions), slotId: '' };
  const row = { ...rowOf(aRecord({ run })), providerId, modelId };
  for (let place = 0; place < 3_200; place++) tell({ ...row, slotId: `slot-${place}` });
  await expect.poll(() => session.snapshot?.done).toBe(3_200);
  expect(counts.mock.calls.length).toBeLessThan(5);
});

test('only what failed is asked again', async () => {
  const session = (await kept()).session();
  await settled(session, 'idle');
  reply = (nth) => (nth < 2 ? refusal('bad-request') : answer());
  await session.start();
  expect(session.snapshot).toMatchObject({ done: 10, failed: 2 });
  expect(session.log.entries[0]?.text).toContain('re-run only what failed');
  asked = 10;
  await session.start('failed');
  expect(asked).toBe(12);
  expect(session.snapshot).toMatchObject({ done: 12, failed: 0 });
});

test('a key that is refused ends the run with the reason, and keeps what there is', async () => {
  const session = (await kept()).session();
  await settled(session, 'idle');
  reply = (nth) => (nth < 3 ? answer() : refusal('auth'));
  await session.start();
  expect(session.end).toMatchObject({ reason: 'provider', detail: 'it was auth' });
  expect(session.finished).toBe(false);
});

test('without its suite it can be looked at, and says what to open before it goes on', async () => {
  await kept();
  const session = aTab({ keepsSuite: false }).session();
  await settled(session, 'idle');
  await session.start();
  expect(session.phase).toBe('idle');
  expect(session.failure?.detail).toContain('The suite “numbered” is not kept here');
});

test('a budget that is spent ends the run below it; a higher one lets it go on', async () => {
  const session = (await kept()).session();
  await settled(session, 'idle');
  await session.changePace({ budget: { calls: 5, tokens: null, usd: null }, concurrency: 2 });
  await session.start();
  expect(session.end?.reason).toBe('budget');
  expect(asked).toBe(5);
  await session.changePace({ budget: { calls: 50, tokens: null, usd: null }, concurrency: 2 });
  await session.start();
  expect(session.snapshot?.done).toBe(12);
});

test('a prompt that nothing is held for is no fault of a network, and is said so', async () => {
  const session = (await kept()).session();
  await settled(session, 'idle');
  reply = (nth) => (nth < 2 ? refusal('no-recording') : answer());
  await session.start();
  expect(session.log.entries[0]?.text).toBe(
    'Finished at 12 of 12 samples. 2 have no answer, as replay or the composer holds nothing for the prompt',
  );
});
