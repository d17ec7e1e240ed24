import { expect, test } from 'vitest';
import { aPlan, aSuite } from '../../../tests/fixtures/a-plan.ts';
import {
  answer,
  aWorld,
  freely,
  refusal,
  run,
  SQUARES,
} from '../../../tests/fixtures/run-world.ts';
import { failed, type Failure } from '../failure.ts';
import type { SampleRecord } from '../bench/record.ts';
import { recordFromLine, recordToLine } from '../bench/record-line.ts';
import { NO_BUDGET } from './budget.ts';
import { MemoryJournal } from './memory-journal.ts';
import type { RunProgress } from './progress.ts';
import { runIdOf, slotCount, slotsOf } from './run-plan.ts';
import { runPlan } from './run.ts';

async function recordsOf(journal: MemoryJournal | { records(): AsyncIterable<SampleRecord> }) {
  const records: SampleRecord[] = [];
  for await (const record of journal.records()) records.push(record);
  return records;
}

test('every slot of a plan is asked once and has one scored record that names it', async () => {
  const plan = aPlan({ samples: 3, seeds: [7, null] });
  const world = aWorld(() => answer());
  const { reason, progress } = await run(plan, world);
  expect(reason).toBe('finished');
  const records = await recordsOf(world.journal);
  expect(records.map(({ run }) => run!.slotId).sort()).toEqual(
    [...slotsOf(plan)].map(({ id }) => id).sort(),
  );
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  expect(world.calls).toHaveLength(slotCount(plan));
  for (const record of records) {
    expect(record.run!.runId).toBe(runIdOf(plan.conditions));
    expect(record.outcome).toBe('ok');
    expect(recordFromLine(recordToLine(record)).ok).toBe(true);
  }
  expect(progress.snapshot()).toMatchObject({ total: 30, done: 30, missing: 0, failed: 0 });
});

test('the same command does nothing more, and a grown one only what is new', async () => {
  const world = aWorld(() => answer());
  await run(aPlan(), world);
  await run(aPlan(), world);
  expect(world.calls).toHaveLength(5);
  await run(aPlan({ samples: 2 }), world);
  expect(world.calls).toHaveLength(10);
  expect(world.calls.slice(5).every(({ sampleIndex }) => sampleIndex === 1)).toBe(true);
});

test('a different command is refused in words before anything is asked', async () => {
  const world = aWorld(() => answer());
  await run(aPlan(), world);
  const warmer = aPlan();
  warmer.conditions.settings = { ...warmer.conditions.settings, temperature: 0.5 };
  const end = await runPlan(warmer, world.parts, freely());
  expect(end).toMatchObject({ ok: false, failure: { stage: 'store', kind: 'other-run' } });
  expect(!end.ok && end.failure.detail).toContain('temperature was 1 and is now 0.5');
  expect(world.calls).toHaveLength(5);
});

test('no more calls are under way at once than the plan allows', async () => {
  const plan = aPlan({ suite: aSuite(60), pace: { budget: NO_BUDGET, concurrency: 6 } });
  const world = aWorld(() => answer());
  await run(plan, world);
  const most = Math.max(...world.calls.map(({ atOnce }) => atOnce));
  expect(most).toBe(6);
});

test('an answer is durable before it is scored', async () => {
  const states: string[] = [];
  class Watched extends MemoryJournal {
    override append(record: SampleRecord) {
      states.push(`${record.outcome} ${record.scores.length > 0}`);
      return super.append(record);
    }
  }
  await run(
    aPlan({ items: ['item-0'] }),
    aWorld(() => answer(), { journal: new Watched() }),
  );
  expect(states).toEqual(['interrupted false', 'ok true']);
});

test('a pause lets the calls under way end, and the rest is asked when it goes on', async () => {
  const plan = aPlan({ suite: aSuite(20) });
  const pause = new AbortController();
  const world = aWorld((_, nth) => {
    if (nth === 2) pause.abort();
    return answer();
  });
  const { reason, progress } = await run(plan, world, { pause: pause.signal });
  expect(reason).toBe('paused');
  const { done, missing } = progress.snapshot();
  expect(done).toBe(world.calls.length);
  expect(missing).toBe(20 - done);
  expect(done).toBeLessThan(8);
  expect((await run(plan, world)).reason).toBe('finished');
  expect(world.calls).toHaveLength(20);
});

test('a stop leaves slots to be asked again, and what had arrived is kept', async () => {
  const plan = aPlan({ suite: aSuite(20) });
  const stop = new AbortController();
  const world = aWorld((_, nth) => {
    if (nth === 5) stop.abort();
    return answer();
  });
  const { openModel } = world.parts;
  world.parts.openModel = async (model) => {
    const fake = await openModel(model);
    return {
      ...fake,
      ask: (request, listener, signal) => {
        listener.text('<svg');
        return fake.ask(request, listener, signal);
      },
    };
  };
  const stopped = await run(plan, world, { stop: stop.signal });
  expect(stopped.reason).toBe('stopped');
  const { outcomes } = stopped.progress.snapshot();
  expect(outcomes.cancelled).toBeGreaterThan(0);
  const end = await run(plan, world);
  expect(end.progress.snapshot()).toMatchObject({ done: 20, missing: 0, failed: 0 });
  const records = await recordsOf(world.journal);
  const asked = records.filter(({ attempts }) => attempts.length === 2);
  expect(asked).toHaveLength(outcomes.cancelled!);
  expect(asked[0]!.attempts[0]!.response.text).toBe('<svg');
});

test('a full disk pauses the run at once, and what had come is handed over', async () => {
  const quota: Failure = { stage: 'store', kind: 'quota', detail: 'no room' };
  class Full extends MemoryJournal {
    room = 5;
    override append(record: SampleRecord) {
      return this.room-- > 0 ? super.append(record) : Promise.resolve(failed(quota));
    }
  }
  const journal = new Full();
  const plan = aPlan({ suite: aSuite(40) });
  const world = aWorld(() => answer(), { journal });
  const end = await run(plan, world);
  expect(end).toMatchObject({ reason: 'storage', detail: 'no room' });
  const kept = await recordsOf(journal);
  const answered = new Set([...kept, ...end.unsaved].map(({ run }) => run!.slotId));
  expect(answered.size).toBe(world.calls.length);
  expect(world.calls.length).toBeLessThan(12);
  journal.room = Infinity;
  for (const record of end.unsaved) await journal.append(record);
  await run(plan, world);
  expect(world.calls).toHaveLength(40);
  expect((await recordsOf(journal)).every(({ outcome }) => outcome === 'ok')).toBe(true);
});

test('a response without a program is asked for again as often as the conditions say', async () => {
  const plan = aPlan({ items: ['item-0', 'item-1'] });
  plan.conditions.askAgainWithoutProgram = 3;
  const world = aWorld(({ subject }) => answer(subject.startsWith('0') ? 'I cannot.' : SQUARES));
  const { progress } = await run(plan, world);
  expect(world.calls.filter(({ subject }) => subject.startsWith('0'))).toHaveLength(4);
  expect(progress.snapshot().outcomes).toEqual({ no_svg: 1, ok: 1 });
  const [first] = (await recordsOf(world.journal)).filter(({ outcome }) => outcome === 'no_svg');
  expect(first!.attempts).toHaveLength(4);
});

test('only what failed is asked again, with its earlier attempts kept', async () => {
  let broken = true;
  const world = aWorld(({ subject }) =>
    broken && subject.startsWith('3') ? refusal('bad-request') : answer(),
  );
  const first = await run(aPlan(), world);
  expect(first.progress.snapshot()).toMatchObject({ done: 4, failed: 1, missing: 0 });
  expect(first.reason).toBe('finished');
  broken = false;
  await run(aPlan(), world);
  expect(world.calls).toHaveLength(5);
  const again = await run(aPlan(), world, { selection: 'failed' });
  expect(world.calls).toHaveLength(6);
  expect(again.progress.snapshot()).toMatchObject({ done: 5, failed: 0 });
  const [mended] = (await recordsOf(world.journal)).filter(({ attempts }) => attempts.length > 1);
  expect(mended!.attempts.map(({ failure }) => failure?.detail ?? 'well')).toEqual([
    'it was bad-request',
    'well',
  ]);
});

test('a part that throws ends the run with its error, once the rest has ended', async () => {
  const world = aWorld((_, nth) => {
    if (nth === 1) throw new TypeError('a bug');
    return answer();
  });
  await expect(run(aPlan({ suite: aSuite(30) }), world)).rejects.toThrow('a bug');
  const before = world.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(world.calls).toHaveLength(before);
});

test('what the journal holds besides the plan is kept and not counted', async () => {
  const world = aWorld(() => answer());
  await run(aPlan({ samples: 2 }), world);
  const { progress } = await run(aPlan({ items: ['item-2'] }), world);
  expect(progress.snapshot()).toMatchObject({ total: 1, done: 1, missing: 0 });
  expect(await recordsOf(world.journal)).toHaveLength(10);
});

test('whoever watches is told of each durable record, and can ask where it stands', async () => {
  const seen: number[] = [];
  let progress: RunProgress | null = null;
  await run(
    aPlan(),
    aWorld(() => answer()),
    {
      started: (now) => (progress = now),
      recorded: () => seen.push(progress!.snapshot().done),
    },
  );
  expect(seen.at(-1)).toBe(5);
  expect(seen).toHaveLength(10);
});
