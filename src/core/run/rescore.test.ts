import { expect, test, vi } from 'vitest';
import { aPlan } from '../../../tests/fixtures/a-plan.ts';
import { answer, aWorld, renderer, run, SQUARES } from '../../../tests/fixtures/run-world.ts';
import type { SampleRecord } from '../bench/record.ts';
import { KnownEmbeddings } from '../embedding/known-embeddings.ts';
import { MemoryEmbeddingCache } from '../embedding/memory-embedding-cache.ts';
import { MemoryJournal } from './memory-journal.ts';
import { rescoreRun, type RescoreParts } from './rescore.ts';
import { runIdOf } from './run-plan.ts';
import type { RunReader } from './run-journal.ts';

const { signal } = new AbortController();
const TWO = `${SQUARES.replace('red', 'blue')} and ${SQUARES}`;

async function recordsOf(reader: RunReader): Promise<SampleRecord[]> {
  const records: SampleRecord[] = [];
  for await (const record of reader.records()) records.push(record);
  return records;
}

const aRun = async () => {
  const world = aWorld(() => answer(TWO));
  await run(aPlan({ samples: 2 }), world);
  return world;
};

const partsFrom = (from: RunReader, change: Partial<RescoreParts> = {}): RescoreParts => ({
  from,
  to: new MemoryJournal(),
  tools: { renderer, encoders: [] },
  width: 3,
  referenceFor: () => Promise.resolve(null),
  ...change,
});

test('another rule takes another program out of the same answers, and no model is asked', async () => {
  const world = await aRun();
  const official = aPlan();
  official.conditions.rule = 'sgp-compbench';
  const parts = partsFrom(world.journal);
  const result = await rescoreRun(official, parts, () => undefined, signal);
  expect(result).toEqual({ ok: true, value: { scored: 10, kept: 0, elsewhere: 0 } });
  expect(world.calls).toHaveLength(10);
  const [before, after] = [await recordsOf(world.journal), await recordsOf(parts.to)];
  expect(after.map(({ run }) => run!.slotId)).toEqual(before.map(({ run }) => run!.slotId));
  for (const [index, record] of after.entries()) {
    expect(record.extraction).toMatchObject({ rule: 'sgp-compbench' });
    expect(record.extraction.source).toContain('blue');
    expect(before[index]!.extraction.source).toContain('red');
    expect(record.attempts).toEqual(before[index]!.attempts);
    expect(record.run!.runId).toBe(runIdOf(official.conditions));
    expect(record.id).not.toBe(before[index]!.id);
    expect(record.template).toEqual(before[index]!.template);
  }
});

test('under the same conditions the records are the same, times aside', async () => {
  const world = await aRun();
  const parts = partsFrom(world.journal);
  await rescoreRun(aPlan(), parts, () => undefined, signal);
  const untimed = (records: SampleRecord[]) =>
    records.map((record) => ({ ...record, timings: {} }));
  expect(untimed(await recordsOf(parts.to))).toEqual(untimed(await recordsOf(world.journal)));
});

test('stopped midway it goes on where it was, and a warm memory draws nothing', async () => {
  const world = await aRun();
  const render = vi.fn(renderer.render);
  const tools = {
    renderer: { ...renderer, render },
    encoders: [],
    memory: new KnownEmbeddings(new MemoryEmbeddingCache()),
  };
  const parts = partsFrom(world.journal, { tools, width: 1 });
  const stop = new AbortController();
  let count = 0;
  const half = rescoreRun(aPlan(), parts, () => ++count === 4 && stop.abort(), stop.signal);
  await half.catch(() => undefined);
  const rest = await rescoreRun(aPlan(), parts, () => undefined, signal);
  expect(rest).toMatchObject({ ok: true, value: { kept: expect.any(Number) as number } });
  expect(rest.ok && rest.value.scored + rest.value.kept).toBe(10);
  expect(rest.ok && rest.value.kept).toBeGreaterThanOrEqual(4);
  // All ten answers hold the same program.
  expect(render).toHaveBeenCalledOnce();
});

test('slots that lack a score through a system’s fault are scored again in place', async () => {
  const world = await aRun();
  const [broken] = await recordsOf(world.journal);
  broken!.scores.push({
    metric: 'text-image',
    encoderId: 'e@1/fp32',
    status: 'unscored',
    failure: { stage: 'embed', kind: 'out-of-memory', detail: '' },
  });
  await world.journal.append(broken!);
  const plan = aPlan({ samples: 2 });
  const { progress } = await run(plan, world, { pause: AbortSignal.abort() });
  expect(progress.snapshot().unscored).toBe(1);
  const end = await run(plan, world, { selection: 'unscored' });
  expect(end.progress.snapshot()).toMatchObject({ unscored: 0, done: 10 });
  expect(world.calls).toHaveLength(10);
});
