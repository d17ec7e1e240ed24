/** cases.md D2, C24, G12: a run of twenty that ends at each of its steps, and goes on. */
import 'fake-indexeddb/auto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRunFile } from '../../src/adapters/run-store/run-file.node.ts';
import { PageRunLibrary } from '../../src/adapters/run-store/page-run-library.ts';
import type { Result } from '../../src/core/failure.ts';
import { runPlan } from '../../src/core/run/run.ts';
import type { RunJournal } from '../../src/core/run/run-journal.ts';
import { runIdOf } from '../../src/core/run/run-plan.ts';
import { fakeLocks } from '../fixtures/fake-locks.ts';
import { freely, type World } from '../fixtures/run-world.ts';
import { Crash, crashingParts, PLAN } from './crash-world.ts';
import { expectComplete, expectSound } from './soundness.ts';

/** Calls under way at once. */
const AT_ONCE = PLAN.pace.concurrency;

/** Disks are slow to say that they have written, and need not be waited for one by one. */
const SIDE_BY_SIDE = 8;
const PATIENCE_MS = 180_000;

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'sgp-crash-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function value<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.failure.detail);
  return settled.value;
}

/** Where a run is kept, and how the next program finds it after the one before has died. */
interface Storage {
  open(): Promise<RunJournal>;
  die(): Promise<void>;
}

function inFile(name: string): Storage {
  let path = join(folder, `${name}.jsonl`);
  let lives = 0;
  let held: RunJournal | null = null;
  return {
    open: async () => (held = await value(openRunFile(path))),
    // The dead one's lock is of this very process, so the next one gets a copy of what is on the disk;
    // taking over locks of the dead is tested beside the lock.
    async die() {
      const copy = join(folder, `${name}-${++lives}.jsonl`);
      copyFileSync(path, copy);
      path = copy;
      await held?.close();
    },
  };
}

function inPage(): Storage {
  const database = new IDBFactory();
  let locks = fakeLocks();
  let tab: PageRunLibrary | null = null;
  return {
    open() {
      tab?.close();
      globalThis.indexedDB = database;
      tab = new PageRunLibrary(locks);
      return value(tab.hold(runIdOf(PLAN.conditions)));
    },
    // The browser lets go the locks of a tab that ends.
    async die() {
      tab?.close();
      locks = fakeLocks();
    },
  };
}

/** One life of the program. @returns its calls, and whether it came to its end */
async function live(
  storage: Storage,
  at: number,
): Promise<{ world: World; crash: Crash; ended: boolean }> {
  const crash = new Crash(at);
  const journal = await storage.open();
  const { world, parts } = crashingParts(journal, crash);
  const ended = await Promise.race([
    runPlan(PLAN, parts, freely()).then(() => true),
    crash.crashed.then(() => false),
  ]);
  // What was on its way to the disk may or may not arrive: here it does.
  await new Promise((resolve) => setImmediate(resolve));
  if (ended) await journal.close();
  else await storage.die();
  return { world, crash, ended };
}

async function stepsOf(storage: Storage): Promise<number> {
  const { crash, ended } = await live(storage, Infinity);
  expect(ended).toBe(true);
  const journal = await storage.open();
  await expectComplete(journal);
  await journal.close();
  return crash.steps;
}

async function crashAndGoOn(storage: Storage, at: number): Promise<void> {
  const first = await live(storage, at);
  const between = await storage.open();
  const before = await expectSound(between);
  await between.close();
  const second = await live(storage, Infinity);
  expect(second.ended).toBe(true);
  const after = await storage.open();
  await expectComplete(after);
  await after.close();
  // 20 answers and the one that failed first in each life; the rest are repeats.
  const calls = first.world.calls.length + second.world.calls.length;
  expect(calls - 20 - 2).toBeLessThanOrEqual(AT_ONCE);
  // What was answered before is as it was: nothing is asked for it again.
  const asked = new Set(second.world.calls.map((call) => `${call.subject} ${call.sampleIndex}`));
  for (const { prompt, sampleIndex } of before)
    expect(asked.has(`${prompt} ${sampleIndex}`)).toBe(false);
}

describe.each<[string, (name: string) => Storage]>([
  ['a file', inFile],
  ['the page', inPage],
])('a run kept in %s', (kind, make) => {
  test(
    'D2, C24: that ends at any step goes on to the same end, repeating at most the calls under way',
    async () => {
      const steps = await stepsOf(make(`${kind}-whole`));
      expect(steps).toBeGreaterThan(100);
      for (let at = 1; at <= steps; at += SIDE_BY_SIDE) {
        const some = Array.from({ length: SIDE_BY_SIDE }, (_, more) => at + more);
        await Promise.all(some.map((one) => crashAndGoOn(make(`${kind}-${one}`), one)));
      }
    },
    PATIENCE_MS,
  );

  test('D2: that ends again and again comes to its end all the same', async () => {
    const storage = make(`${kind}-again`);
    let calls = 0;
    let lives = 0;
    for (let ended = false; !ended; lives++) {
      const life = await live(storage, 14 + (lives % 5));
      ended = life.ended;
      calls += life.world.calls.length;
      expect(lives).toBeLessThan(60);
    }
    const journal = await storage.open();
    await expectComplete(journal);
    await journal.close();
    expect(lives).toBeGreaterThan(5);
    expect(calls).toBeLessThanOrEqual(20 + lives * (AT_ONCE + 1));
  });
});
