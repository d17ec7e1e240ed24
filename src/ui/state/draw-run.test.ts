import { expect, test, vi } from 'vitest';
import type { Sample } from '../../core/sample.ts';
import { DrawRun, type RunTools } from './draw-run.svelte.ts';
import { fakeModel, fakeRenderer, PROGRAM, runRequest } from './fakes/fake-parts.ts';

const tools = (
  answer: Parameters<typeof fakeModel>[0],
  more: Partial<RunTools> = {},
): RunTools => ({
  model: fakeModel(answer),
  scoring: { renderer: fakeRenderer(), encoders: [] },
  ready: Promise.resolve(),
  keep: () => Promise.resolve(),
  ...more,
});

const ended = (run: DrawRun) => vi.waitFor(() => expect(run.running).toBe(false));
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error)),
  );

test('each sample is kept before it counts as done, and carries its own index', async () => {
  const kept: Sample[] = [];
  const keep = (sample: Sample) => Promise.resolve(void kept.push(sample));
  const run = DrawRun.start(
    runRequest(),
    3,
    tools(async () => PROGRAM, { keep }),
  );
  await ended(run);
  expect(run.slots.map(({ phase }) => phase)).toEqual(['done', 'done', 'done']);
  expect(kept.map(({ record }) => record.id).sort()).toEqual(['draw/0', 'draw/1', 'draw/2']);
  expect(run.slots[1]!.record?.outcome).toBe('ok');
});

test('no more than four are asked at once', async () => {
  let now = 0;
  let most = 0;
  const answer = async () => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 5));
    now--;
    return PROGRAM;
  };
  await ended(DrawRun.start(runRequest(), 10, tools(answer)));
  expect(most).toBe(4);
});

test('stopping ends what runs and what waits, and leaves what is done', async () => {
  const answer = (index: number, signal: AbortSignal) =>
    index === 0 ? Promise.resolve(PROGRAM) : untilAborted(signal);
  const run = DrawRun.start(runRequest(), 7, tools(answer));
  await vi.waitFor(() => expect(run.slots[0]!.phase).toBe('done'));
  run.stop();
  await ended(run);
  expect(run.slots.map(({ phase }) => phase)).toEqual(['done', ...Array(6).fill('stopped')]);
  expect(run.slots[3]!.record).toBeNull();
});

test('a bug in one sample breaks that sample alone, and says so', async () => {
  const answer = (index: number) =>
    index === 1 ? Promise.reject(new Error('a slip')) : Promise.resolve(PROGRAM);
  const run = DrawRun.start(runRequest(), 3, tools(answer));
  await ended(run);
  expect(run.slots.map(({ phase }) => phase)).toEqual(['done', 'broken', 'done']);
  expect(run.slots[1]!.fault).toBe('a slip');
});

test('scoring waits for the encoders, asking does not', async () => {
  let open = () => {};
  const ready = new Promise<void>((resolve) => (open = resolve));
  const asked = vi.fn(async () => PROGRAM);
  const run = DrawRun.start(runRequest(), 1, tools(asked, { ready }));
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  expect(run.slots[0]!.ends.ask).toBeUndefined();
  open();
  await ended(run);
  expect(run.slots[0]!.phase).toBe('done');
});

test('asking again replaces one sample and leaves the others', async () => {
  let fail = true;
  const answer = (index: number) =>
    index === 1 && fail ? Promise.reject(new Error('a slip')) : Promise.resolve(PROGRAM);
  const run = DrawRun.start(runRequest(), 2, tools(answer));
  await ended(run);
  const first = run.slots[0];
  fail = false;
  run.retry(1, runRequest(), tools(answer));
  await ended(run);
  expect(run.slots[0]).toBe(first);
  expect(run.slots[1]!.phase).toBe('done');
});
