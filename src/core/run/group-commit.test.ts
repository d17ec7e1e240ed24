import { expect, test } from 'vitest';
import type { Failure } from '../failure.ts';
import { GroupCommit } from './group-commit.ts';

const FULL: Failure = { stage: 'store', kind: 'quota', detail: 'full' };

test('what comes while a commit is under way shares the next one, in order', async () => {
  const batches: number[][] = [];
  let letGo = () => {};
  const group = new GroupCommit<number>(
    (batch) => {
      batches.push([...batch]);
      return new Promise((resolve) => (letGo = resolve));
    },
    () => FULL,
  );
  const first = group.add(1);
  await Promise.resolve();
  await Promise.resolve();
  const rest = [group.add(2), group.add(3)];
  letGo();
  await first;
  await Promise.resolve();
  letGo();
  expect(await Promise.all(rest)).toEqual([
    { ok: true, value: undefined },
    { ok: true, value: undefined },
  ]);
  expect(batches).toEqual([[1], [2, 3]]);
  await group.idle();
});

test('nobody is told that a value is durable before its commit has ended', async () => {
  let letGo = () => {};
  const group = new GroupCommit<number>(
    () => new Promise((resolve) => (letGo = resolve)),
    () => FULL,
  );
  let told = false;
  const added = group.add(1).then(() => (told = true));
  await new Promise((resolve) => setTimeout(resolve));
  expect(told).toBe(false);
  letGo();
  await added;
});

test('a commit that fails is told to all of its batch, and the next one is tried', async () => {
  let full = true;
  const group = new GroupCommit<number>(
    async () => {
      if (full) throw new Error('no room');
    },
    () => FULL,
  );
  const refused = await Promise.all([group.add(1), group.add(2)]);
  expect(refused).toEqual([
    { ok: false, failure: FULL },
    { ok: false, failure: FULL },
  ]);
  full = false;
  expect(await group.add(3)).toEqual({ ok: true, value: undefined });
});
