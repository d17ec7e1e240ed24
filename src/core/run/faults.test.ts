/** cases.md C: what a provider's faults do to a run, each by its number. */
import { expect, test, vi } from 'vitest';
import { aPlan, aSuite } from '../../../tests/fixtures/a-plan.ts';
import {
  answer,
  aWorld,
  refusal,
  run,
  SQUARES,
  type World,
} from '../../../tests/fixtures/run-world.ts';
import { lateClock } from '../../../tests/fixtures/late-clock.ts';
import type { SampleRecord } from '../bench/record.ts';
import { recordFromLine, recordToLine } from '../bench/record-line.ts';
import type { AskKind } from '../failure.ts';
import { NO_BUDGET } from './budget.ts';
import type { RunPlan } from './run-plan.ts';

const GOOD = { providerId: 'good', id: 'good', title: 'Good' };
const BAD = { providerId: 'bad', id: 'bad', title: 'Bad' };
const TWO = aPlan({ suite: aSuite(20), models: [BAD, GOOD] });
const MANY = aPlan({ suite: aSuite(20) });

test.each(['auth', 'forbidden', 'billing', 'blocked'] satisfies AskKind[])(
  'C1, C2, C5, C19: %s stops its provider with its items still queued, and no other',
  async (kind) => {
    const world = aWorld(({ model }) => (model === 'bad' ? refusal(kind) : answer()));
    const { reason, halts, progress } = await run(TWO, world);
    expect(reason).toBe('provider');
    expect(halts).toMatchObject([{ channel: 'bad', modelId: null, failure: { kind } }]);
    const [bad, good] = progress.snapshot().models;
    expect(bad).toMatchObject({ missing: 20, failed: 0, done: 0 });
    expect(good).toMatchObject({ done: 20 });
    // Those that were under way when the first was refused.
    expect(world.calls.filter(({ model }) => model === 'bad').length).toBeLessThanOrEqual(4);
  },
);

test('C25: with another key the run goes on where it stopped', async () => {
  let key = 'old';
  const world = aWorld(() => (key === 'old' ? refusal('auth') : answer()));
  await run(MANY, world);
  key = 'new';
  const { progress } = await run(MANY, world);
  expect(progress.snapshot()).toMatchObject({ done: 20, failed: 0 });
});

test('C3: an unknown model stops alone, also where its provider has others', async () => {
  const sibling = { ...GOOD, providerId: 'bad' };
  const world = aWorld(({ model }) => (model === 'bad' ? refusal('unknown-model') : answer()));
  const { reason, halts, progress } = await run({ ...TWO, models: [BAD, sibling] }, world);
  expect(reason).toBe('provider');
  expect(halts).toMatchObject([{ channel: 'bad', modelId: 'bad' }]);
  expect(progress.snapshot().models.map(({ done }) => done)).toEqual([0, 20]);
});

test('C4: a bad request fails its item without another try; five in a row stop the model', async () => {
  const some = aWorld(({ subject }) =>
    Number.parseInt(subject) % 4 === 0 ? refusal('bad-request') : answer(),
  );
  const first = await run(MANY, some);
  expect(first.reason).toBe('finished');
  expect(first.progress.snapshot()).toMatchObject({ failed: 5, done: 15 });
  expect(some.calls).toHaveLength(20);

  const all = aWorld(() => refusal('bad-request'));
  const { reason, progress } = await run(MANY, all);
  expect(reason).toBe('provider');
  const { failed, missing } = progress.snapshot();
  expect(failed).toBeGreaterThanOrEqual(5);
  expect(failed + missing).toBe(20);
  expect(missing).toBeGreaterThan(8);
});

test('C7: a request too large fails its item only', async () => {
  const world = aWorld((_, nth) => (nth === 0 ? refusal('too-large') : answer()));
  const { progress } = await run(MANY, world);
  expect(progress.snapshot()).toMatchObject({ failed: 1, done: 19 });
});

async function recordsOf({ journal }: World): Promise<SampleRecord[]> {
  const records: SampleRecord[] = [];
  for await (const record of journal.records()) records.push(record);
  return records;
}

test('C21: an answer that does not end is a result of the model, and a request too large is none', async () => {
  const world = aWorld((_, nth) => {
    if (nth === 0) return refusal('too-large', { limit: 'response' });
    return nth === 1 ? refusal('too-large', { httpStatus: 413 }) : answer();
  });
  const { progress } = await run(MANY, world);
  expect(progress.snapshot()).toMatchObject({ failed: 1, done: 19, spend: { maybeBilled: 1 } });
  const records = await recordsOf(world);
  const [endless] = records.filter(({ outcome }) => outcome === 'limit_exceeded');
  expect(endless!.scores.find(({ metric }) => metric === 'validity-recovered')).toMatchObject({
    status: 'scored',
    value: 0,
  });
  const [refused] = records.filter(({ outcome }) => outcome === 'provider_error');
  expect(refused!.scores.every(({ status }) => status === 'unscored')).toBe(true);
});

const CUT = { stopReason: 'length', rawStopReason: 'length' } as const;
const withSettings = (plan: RunPlan, change: object): RunPlan => ({
  ...plan,
  conditions: {
    ...plan.conditions,
    settings: { ...plan.conditions.settings, maxTokens: 3_000, ...change },
  },
});
const RAISED = withSettings(MANY, { raiseMaxTokens: 8_000 });

/** Cut at 3,000 tokens; whole with more. */
const aLongModel = () =>
  aWorld((_call, _nth, { settings }) =>
    settings.maxTokens === 3_000 ? answer(SQUARES.slice(0, 60), CUT) : answer(),
  );

test('C17: an answer that was cut is taken as it is, unless the limit is to be raised', async () => {
  const world = aLongModel();
  await run(withSettings(MANY, {}), world);
  expect(world.calls).toHaveLength(20);
  for (const { attempts } of await recordsOf(world)) expect(attempts).toHaveLength(1);
});

test('C17: raised, it is asked for once more, and both attempts are kept and paid for', async () => {
  const world = aLongModel();
  const { progress } = await run(RAISED, world);
  expect(world.calls).toHaveLength(40);
  expect(progress.snapshot()).toMatchObject({ done: 20, spend: { calls: 40 } });
  for (const record of await recordsOf(world)) {
    expect(record).toMatchObject({ outcome: 'ok', settings: { maxTokens: 3_000 } });
    const [cut, whole] = record.attempts;
    expect(cut!.maxTokens).toBeUndefined();
    expect(whole).toMatchObject({ maxTokens: 8_000, response: { costUsd: 0.001 } });
    expect(recordFromLine(recordToLine(record))).toEqual({ ok: true, record });
  }
});

test('C17: cut at the raised limit too, it is taken as it is, and no try of the protocol is lost', async () => {
  const cut = aWorld(() => answer('<svg', CUT));
  await run(RAISED, cut);
  expect(cut.calls).toHaveLength(40);

  const again = { ...RAISED, conditions: { ...RAISED.conditions, askAgainWithoutProgram: 2 } };
  const limits: (number | null)[] = [];
  const none = aWorld((_call, nth, { settings }) => {
    limits.push(settings.maxTokens);
    return answer('no program', nth === 0 ? CUT : {});
  });
  await run({ ...again, items: ['item-0'] }, none);
  expect(limits).toEqual([3_000, 8_000, 8_000, 8_000]);
});

test('C17: a run that ends between the two calls goes on with the second', async () => {
  const stop = new AbortController();
  const world = aWorld((_call, nth, { settings }) => {
    if (nth === 1) {
      stop.abort();
      throw stop.signal.reason;
    }
    return settings.maxTokens === 3_000 ? answer(SQUARES.slice(0, 60), CUT) : answer();
  });
  const one = { ...RAISED, items: ['item-0'] };
  await run(one, world, { stop: stop.signal });
  await run(one, world);
  expect(world.calls).toHaveLength(3);
  const [record] = await recordsOf(world);
  expect(record!.attempts.map(({ maxTokens }) => maxTokens)).toEqual([undefined, 8_000]);
});

test('C17: a context that is full, and a model that takes no limit, are not asked again', async () => {
  const full = aWorld((_, nth) =>
    nth === 0
      ? answer(SQUARES, { ...CUT, rawStopReason: 'model_context_window_exceeded' })
      : answer(SQUARES, { ...CUT, droppedSettings: ['maxTokens'] }),
  );
  await run(RAISED, full);
  expect(full.calls).toHaveLength(20);
});

test('C8: after Retry-After no call goes to that provider before its time, and others go on', async () => {
  let told: number | null = null;
  const world = aWorld(({ model }) => {
    if (model !== 'bad' || told !== null) return answer();
    told = world.clock.nowMs();
    return refusal('rate-limit', { retryAfterMs: 7_000 });
  });
  const { progress } = await run(TWO, world);
  expect(progress.snapshot()).toMatchObject({ done: 40 });
  const during = world.calls.filter(({ atMs }) => atMs > told! && atMs < told! + 7_000);
  expect(during.filter(({ model }) => model === 'bad')).toEqual([]);
  expect(during.length).toBeGreaterThan(3);
});

test('C8: being told to slow down halves what is under way, and it grows again', async () => {
  const plan = aPlan({ suite: aSuite(200), pace: { budget: NO_BUDGET, concurrency: 32 } });
  const world = aWorld(({ atOnce }) =>
    atOnce > 10 ? refusal('rate-limit', { retryAfterMs: 1_000 }) : answer(),
  );
  const { progress } = await run(plan, world);
  expect(progress.snapshot()).toMatchObject({ done: 200, failed: 0 });
  const refused = world.calls.filter(({ atOnce }) => atOnce > 10).length;
  // Without slowing down, two of three calls would be turned away.
  expect(refused / world.calls.length).toBeLessThan(0.15);
  const early = world.calls.slice(30).filter(({ atOnce }) => atOnce >= 5).length;
  expect(early / world.calls.length).toBeGreaterThan(0.5);
});

test('C9: a wait of fifteen minutes or more stops the provider and says why', async () => {
  const world = aWorld(() => refusal('rate-limit', { retryAfterMs: 900_000 }));
  const { reason, halts, progress } = await run(MANY, world);
  expect(reason).toBe('provider');
  expect(halts[0]!.failure.kind).toBe('rate-limit');
  expect(progress.snapshot()).toMatchObject({ missing: 20, failed: 0 });
});

test('C11: a bare 429 of Anthropic stops it at the third, of another it is waited out', async () => {
  const claude = { providerId: 'anthropic', id: 'claude', title: 'Claude' };
  const stopped = aWorld(() => refusal('rate-limit'));
  const end = await run({ ...MANY, models: [claude] }, stopped);
  expect(end.reason).toBe('provider');
  expect(stopped.calls.length).toBeLessThan(10);

  const waited = aWorld((_, nth) => (nth < 12 ? refusal('rate-limit') : answer()));
  expect((await run(MANY, waited)).progress.snapshot()).toMatchObject({ done: 20, failed: 0 });
});

test.each(['server', 'network', 'timeout'] satisfies AskKind[])(
  'C6, C12: a passing %s failure is tried again, with its attempts kept',
  async (kind) => {
    const world = aWorld((_, nth) => (nth % 3 === 0 ? refusal(kind) : answer()));
    const { progress } = await run(MANY, world);
    expect(progress.snapshot()).toMatchObject({ done: 20, failed: 0 });
    expect(progress.snapshot().spend.calls).toBe(world.calls.length);
  },
);

test('C12: an item that always fails is given up after six tries, and the run goes on', async () => {
  const world = aWorld(({ subject }) => (subject.startsWith('3 ') ? refusal('server') : answer()));
  const { reason, progress } = await run(MANY, world);
  expect(reason).toBe('finished');
  expect(progress.snapshot()).toMatchObject({ done: 19, failed: 1, missing: 0 });
  const tries = world.calls.filter(({ subject }) => subject.startsWith('3 '));
  expect(tries).toHaveLength(6);
  // Its failure may pass: the same command tries again.
  await run(MANY, world);
  expect(world.calls.filter(({ subject }) => subject.startsWith('3 '))).toHaveLength(12);
});

test('C12, G4: an outage costs a few calls, one at a time, and ends the waiting when it is long', async () => {
  const world = aWorld(() => refusal('server'));
  const { reason, progress } = await run(aPlan({ suite: aSuite(500) }), world);
  expect(reason).toBe('provider');
  expect(world.calls.length).toBeLessThan(60);
  const probes = world.calls.slice(10);
  expect(Math.max(...probes.map(({ atOnce }) => atOnce))).toBe(1);
  const { missing, failed } = progress.snapshot();
  expect(missing + failed).toBe(500);
});

test('C12: a provider that comes back is asked one call at a time first', async () => {
  const world = aWorld((call) => (call.atMs < 60_000 ? refusal('server') : answer()));
  const { progress } = await run(aPlan({ suite: aSuite(60) }), world);
  expect(progress.snapshot()).toMatchObject({ done: 60, failed: 0 });
  const back = world.calls.filter(({ atMs }) => atMs >= 60_000);
  expect(back[0]!.atOnce).toBe(1);
});

test('C13: a page in place of an answer is tried twice more', async () => {
  const world = aWorld(() => refusal('bad-body'));
  await run(aPlan({ items: ['item-0'] }), world);
  expect(world.calls).toHaveLength(3);
});

test('C14: an answer that was cut is kept, asked again, and never scored', async () => {
  const cut = refusal('interrupted');
  cut.response.text = SQUARES.slice(0, 40);
  const world = aWorld((_, nth) => (nth === 0 ? cut : answer()));
  const { progress } = await run(aPlan({ items: ['item-0'] }), world);
  const snapshot = progress.snapshot();
  expect(snapshot.outcomes).toEqual({ ok: 1 });
  expect(snapshot.spend).toMatchObject({ calls: 2, maybeBilled: 1 });
  for await (const { attempts } of world.journal.records())
    expect(attempts.map(({ response }) => response.text)).toEqual([SQUARES.slice(0, 40), SQUARES]);
});

test.each([
  ['refused', 'refused'],
  ['content-filter', 'content_filter'],
  ['cut-off', 'length'],
] as const)(
  'C17, C18: %s is the model’s own answer, and not asked again',
  async (kind, outcome) => {
    const world = aWorld(() => refusal(kind, { retryable: false }));
    const { progress } = await run(aPlan(), world);
    expect(progress.snapshot()).toMatchObject({ done: 5, failed: 0, outcomes: { [outcome]: 5 } });
    expect(world.calls).toHaveLength(5);
  },
);

test('C19: offline pauses without costing tries, and goes on when the network is back', async () => {
  let online = false;
  let back = () => {};
  const world = aWorld(() => (online ? answer() : refusal('offline')), {
    whenOnline: () =>
      new Promise((resolve) => {
        back = resolve;
      }),
  });
  const running = run(MANY, world);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(world.calls.length).toBeLessThanOrEqual(4);
  online = true;
  back();
  const { progress } = await running;
  expect(progress.snapshot()).toMatchObject({ done: 20, failed: 0 });
  for await (const { attempts } of world.journal.records()) expect(attempts).toHaveLength(1);
});

test('C23: a clock that jumps over a sleep makes no negative wait and no burst', async () => {
  let slept = false;
  const world = aWorld((_, nth) => {
    if (nth === 8 && !slept) {
      slept = true;
      world.clock.jump(8 * 3_600_000);
      return refusal('network');
    }
    return answer();
  });
  const { progress } = await run(aPlan({ suite: aSuite(40) }), world);
  expect(progress.snapshot()).toMatchObject({ done: 40 });
  expect(Math.max(...world.calls.map(({ atOnce }) => atOnce))).toBeLessThanOrEqual(4);
});

test('G2: in a hidden tab, whose waits end once a minute, no call goes out early or twice', async () => {
  let told = 0;
  const world = aWorld((_, nth) => {
    if (nth !== 3) return answer();
    told = world.clock.nowMs();
    return refusal('rate-limit', { retryAfterMs: 90_000 });
  });
  world.parts.clock = lateClock(world.clock);
  const { progress } = await run(MANY, world);
  expect(progress.snapshot()).toMatchObject({ done: 20, failed: 0, spend: { calls: 21 } });
  expect(new Set(world.calls.map(({ subject }) => subject)).size).toBe(20);
  const after = world.calls.filter(({ atMs }) => atMs > told);
  expect(after.length).toBeGreaterThan(10);
  expect(after.filter(({ atMs }) => atMs < told + 90_000)).toEqual([]);
});

test('G11: a wall clock that is set back or ahead changes dates, not waits or numbers', async () => {
  const world = aWorld((_, nth) =>
    nth === 3 ? refusal('rate-limit', { retryAfterMs: 7_000 }) : answer(),
  );
  const dates = ['2040-01-01T00:00:00.000Z', '1999-12-31T23:59:59.999Z'];
  let looks = 0;
  world.clock.date = () => dates[looks++ % 2]!;
  const { progress } = await run(MANY, world);
  expect(progress.snapshot()).toMatchObject({ done: 20, failed: 0, spend: { calls: 21 } });
  expect(looks).toBeGreaterThan(1);
  expect(world.clock.nowMs()).toBeLessThan(60_000);
  for (const record of await recordsOf(world)) {
    expect(dates).toContain(record.createdAt);
    expect(Object.values(record.timings).every((ms) => ms >= 0)).toBe(true);
    expect(recordFromLine(recordToLine(record))).toEqual({ ok: true, record });
  }
});

test('G12: a budget stops the run below its ceiling, and holds when it goes on', async () => {
  const plan = (calls: number) =>
    aPlan({ suite: aSuite(30), pace: { budget: { ...NO_BUDGET, calls }, concurrency: 4 } });
  const world = aWorld(() => answer());
  const end = await run(plan(10), world);
  expect(end.reason).toBe('budget');
  expect(end.detail).toContain('10 of 10 calls');
  expect(world.calls).toHaveLength(10);
  await run(plan(10), world);
  expect(world.calls).toHaveLength(10);
  await run(plan(15), world);
  expect(world.calls).toHaveLength(15);
});

test('G12: money is reserved for what is under way, so that the ceiling is never passed', async () => {
  const usd = 0.2;
  const plan = aPlan({
    suite: aSuite(400),
    pace: { budget: { ...NO_BUDGET, usd }, concurrency: 16 },
  });
  // 3,000 tokens at most, at $10 a million: $0.03 are reserved for each.
  const world = aWorld((_, nth) => answer(SQUARES, { costUsd: nth % 5 === 0 ? 0.0299 : 0.001 }));
  const { reason, progress } = await run(plan, world);
  expect(reason).toBe('budget');
  const spent = progress.snapshot().spend.usd;
  expect(spent).toBeLessThanOrEqual(usd);
  expect(spent).toBeGreaterThan(usd - 0.04);
});

test('a pause during a long wait ends it, and the item stays in the queue', async () => {
  const pause = new AbortController();
  const world = aWorld(() => refusal('rate-limit', { retryAfterMs: 600_000 }));
  const sleep = world.clock.sleep.bind(world.clock);
  vi.spyOn(world.clock, 'sleep').mockImplementation((ms, signal) => {
    const slept = sleep(ms, signal);
    // No call takes as long.
    if (ms >= 10_000) pause.abort();
    return slept;
  });
  const { reason, progress } = await run(MANY, world, { pause: pause.signal });
  expect(reason).toBe('paused');
  expect(world.clock.nowMs()).toBeLessThan(600_000);
  expect(progress.snapshot()).toMatchObject({ failed: 0, missing: 20 });
});
