/** Time limits of a call in a page whose timers come late, as in a tab that nobody sees. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CALL_LIMITS } from './call-limits.ts';
import { exchange, type Ending } from './guarded-fetch.ts';

const MINUTE_MS = 60_000;

let startMs = 0;
/** Whether timers end only once a minute, as browsers let them in a hidden tab. */
let hidden = true;

beforeEach(() => {
  vi.useFakeTimers();
  startMs = performance.now();
  hidden = true;
  const punctual = setTimeout;
  vi.stubGlobal('setTimeout', (work: () => void, ms: number) => {
    const dueMs = sinceStart() + ms;
    return punctual(work, hidden ? Math.ceil(dueMs / MINUTE_MS) * MINUTE_MS - sinceStart() : ms);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const sinceStart = () => performance.now() - startMs;

/** One call, whose answer comes when the test says so. */
function aCall() {
  let pipe!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (pipe = controller) });
  const fetched = vi.fn(() => Promise.resolve(new Response(body)));
  const call = { fetched, received: '', ending: null as Ending | null, endedMs: 0 };
  const receiver = {
    head() {},
    bytes: (chunk: Uint8Array) => void (call.received += new TextDecoder().decode(chunk)),
  };
  const guard = {
    fetch: fetched,
    origin: 'https://model.example',
    allowedHeaders: [],
    limits: CALL_LIMITS,
  };
  const request = {
    method: 'POST',
    url: 'https://model.example/v1',
    headers: {},
    body: '',
  } as const;
  void exchange(request, guard, receiver, new AbortController().signal).then((ending) => {
    call.ending = ending;
    call.endedMs = sinceStart();
  });
  return {
    call,
    sends: (text: string) => pipe.enqueue(new TextEncoder().encode(text)),
    ends: () => pipe.close(),
  };
}

test('G2: in a hidden tab an answer within its limits is never timed out, and is asked for once', async () => {
  const { call, sends, ends } = aCall();
  await vi.advanceTimersByTimeAsync(299_000);
  // As long as it may think, then near the limit of silence each time: 8 minutes in all.
  for (const text of ['a', 'b', 'c', 'd']) {
    sends(text);
    await vi.advanceTimersByTimeAsync(CALL_LIMITS.idleMs - 15_000);
    expect(call.ending).toBeNull();
  }
  ends();
  await vi.advanceTimersByTimeAsync(0);
  expect(call).toMatchObject({ ending: { kind: 'complete' }, received: 'abcd' });
  expect(call.fetched).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

test('G2: a limit is no shorter in a hidden tab, and still ends a call that says nothing', async () => {
  const { call, sends } = aCall();
  await vi.advanceTimersByTimeAsync(30_000);
  sends('a');
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  expect(call.ending).toEqual({ kind: 'timeout', which: 'idle', limitMs: CALL_LIMITS.idleMs });
  expect(call.endedMs).toBeGreaterThanOrEqual(30_000 + CALL_LIMITS.idleMs);
  expect(call.fetched).toHaveBeenCalledOnce();
});

test('G2, G3: what arrived while the tab was frozen is read before its silence is judged', async () => {
  hidden = false;
  const { call, sends, ends } = aCall();
  sends('a');
  await vi.advanceTimersByTimeAsync(1_000);
  // Frozen: the clock goes on, nothing runs, and on waking the timer comes before the bytes.
  vi.spyOn(performance, 'now').mockReturnValue(startMs + 8 * MINUTE_MS);
  await vi.advanceTimersByTimeAsync(CALL_LIMITS.idleMs - 1_000);
  sends('b');
  ends();
  await vi.advanceTimersByTimeAsync(0);
  expect(call).toMatchObject({ ending: { kind: 'complete' }, received: 'ab' });
});

test('G3: a call whose connection did not live through the freeze ends as timed out', async () => {
  hidden = false;
  const { call, sends } = aCall();
  sends('a');
  await vi.advanceTimersByTimeAsync(1_000);
  vi.spyOn(performance, 'now').mockReturnValue(startMs + 8 * MINUTE_MS);
  await vi.advanceTimersByTimeAsync(2 * CALL_LIMITS.idleMs);
  expect(call.ending).toMatchObject({ kind: 'timeout', which: 'idle' });
});
