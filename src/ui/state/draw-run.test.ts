import { expect, test, vi } from 'vitest';
import type { SampleRecord } from '../../core/bench/record.ts';
import type { LanguageModel } from '../../core/ports/language-model.ts';
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
  keepAnswer: () => Promise.resolve(),
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
  await vi.waitFor(() => expect(run.slots[0]!.ends.ask).toBeDefined());
  expect(run.slots[0]!.ends.extract).toBeUndefined();
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

test('an answer is kept as soon as it is here, before the encoders are', async () => {
  const kept: SampleRecord[] = [];
  let open = () => {};
  const run = DrawRun.start(
    runRequest(),
    1,
    tools(async () => PROGRAM, {
      ready: new Promise<void>((resolve) => (open = resolve)),
      keepAnswer: (unscored) => Promise.resolve(void kept.push(unscored)),
      keep: ({ record }) => Promise.resolve(void kept.push(record)),
    }),
  );
  await vi.waitFor(() => expect(kept).toHaveLength(1));
  expect(kept[0]).toMatchObject({ id: 'draw/0', outcome: 'interrupted', scores: [] });
  expect(kept[0]!.attempts[0]!.response.text).toBe(PROGRAM);
  open();
  await ended(run);
  expect(kept[1]).toMatchObject({ id: 'draw/0', outcome: 'ok', failure: null });
});

test('a sample that is stopped in the middle keeps what had arrived', async () => {
  const kept: Sample[] = [];
  const half = PROGRAM.slice(0, PROGRAM.indexOf('<rect/>'));
  const model: LanguageModel = {
    ...fakeModel(async () => ''),
    ask: (_, listener, signal) => {
      listener.text(half);
      return untilAborted(signal as AbortSignal);
    },
  };
  const keep = (sample: Sample) => Promise.resolve(void kept.push(sample));
  const run = DrawRun.start(runRequest(), 1, { ...tools(async () => ''), model, keep });
  await vi.waitFor(() => expect(run.slots[0]!.firstTextMs).not.toBeNull());
  run.stop();
  await ended(run);
  const [slot] = run.slots;
  expect(slot!.phase).toBe('stopped');
  expect(slot!.source).toBe(half);
  expect(kept[0]!.record).toMatchObject({ outcome: 'cancelled', extraction: { source: null } });
  expect(kept[0]!.record.attempts[0]!.response.text).toBe(half);
  expect(kept[0]!.record.scores.every(({ status }) => status === 'unscored')).toBe(true);

  run.retry(
    0,
    runRequest(),
    tools(async () => PROGRAM),
  );
  await ended(run);
  const attempts = run.slots[0]!.record!.attempts;
  expect(attempts.map(({ response }) => response.text)).toEqual([half, PROGRAM]);
});
