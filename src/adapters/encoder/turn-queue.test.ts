import { expect, test } from 'vitest';
import { TurnQueue } from './turn-queue.ts';

/** A job that ends when it is told to. */
function held<T>(value: T): { job: () => Promise<T>; started: () => boolean; end: () => void } {
  let isStarted = false;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return {
    job: async () => {
      isStarted = true;
      await ended;
      return value;
    },
    started: () => isStarted,
    end,
  };
}

const soon = () => new Promise((resolve) => setTimeout(resolve));

test('a job starts when the one before it has ended', async () => {
  const queue = new TurnQueue();
  const [first, second] = [held('a'), held('b')];
  const results = [queue.run(first.job), queue.run(second.job)];
  await soon();
  expect([first.started(), second.started()]).toEqual([true, false]);
  first.end();
  second.end();
  expect(await Promise.all(results)).toEqual(['a', 'b']);
});

test('a job that fails leaves the queue usable', async () => {
  const queue = new TurnQueue();
  const bad = queue.run(() => Promise.reject(new Error('bad')));
  const good = queue.run(async () => 'good');
  await expect(bad).rejects.toThrow('bad');
  expect(await good).toBe('good');
});

test('a job that is given up while it waits is never started', async () => {
  const queue = new TurnQueue();
  const [first, second] = [held('a'), held('b')];
  const running = queue.run(first.job);
  const abort = new AbortController();
  const waiting = queue.run(second.job, abort.signal);
  abort.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  first.end();
  await running;
  await queue.run(async () => undefined);
  expect(second.started()).toBe(false);
});

test('a job that is given up while it runs keeps its turn, and the next one waits', async () => {
  const queue = new TurnQueue();
  const [first, second] = [held('a'), held('b')];
  const abort = new AbortController();
  const given = queue.run(first.job, abort.signal);
  const next = queue.run(second.job);
  await soon();
  abort.abort(new Error('enough'));
  await expect(given).rejects.toThrow('enough');
  await soon();
  expect(second.started()).toBe(false);
  first.end();
  second.end();
  expect(await next).toBe('b');
});

test('a job whose signal is aborted already does not enter', async () => {
  const reason = new Error('late');
  const run = new TurnQueue().run(async () => 1, AbortSignal.abort(reason));
  await expect(run).rejects.toBe(reason);
});
