/** cases.md C, from the wire to the record: a run over HTTP against servers that misbehave. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallLimits } from '../../src/adapters/model/call-limits.ts';
import { recordToLine } from '../../src/core/bench/record-line.ts';
import type { SampleRecord } from '../../src/core/bench/record.ts';
import { startFaultServer, type Behaviour, type FaultServer } from '../fault-server/server.ts';
import { openAiStream } from '../fault-server/streams.ts';
import { aPlan, aSuite } from '../fixtures/a-plan.ts';
import { answer, aWorld, run, SQUARES, type World } from '../fixtures/run-world.ts';
import { KEY, modelAt, type ModelFacts } from '../models/bench.ts';

let server: FaultServer;
beforeAll(async () => void (server = await startFaultServer()));
afterAll(() => server.stop());

const WELL: Behaviour = { body: openAiStream(SQUARES) };
const error = (status: number, fault: object, headers: Record<string, string> = {}): Behaviour => ({
  status,
  headers,
  body: JSON.stringify({ error: fault }),
});

/** Waits take no time; what goes over the wire is real. */
function worldOn(name: string, answers: Behaviour[], facts: ModelFacts = {}): World {
  server.script(name, { answers });
  const openModel = () =>
    Promise.resolve(modelAt(server.baseUrl(name), { costOf: () => 0.002, ...facts }));
  return aWorld(() => answer(), { openModel });
}

const PLAN = aPlan({ suite: aSuite(6), samples: 1 });

async function recordsOf({ journal }: World): Promise<SampleRecord[]> {
  const records: SampleRecord[] = [];
  for await (const record of journal.records()) records.push(record);
  return records;
}

test.each<[string, Behaviour[], string[]]>([
  ['C8 429', [error(429, { message: 'slow down' }, { 'retry-after': '7' })], ['rate-limit']],
  ['C12 503', [error(503, { message: 'overloaded' })], ['server']],
  [
    'C13 page',
    [{ headers: { 'content-type': 'text/html' }, body: '<html>hi</html>' }],
    ['bad-body'],
  ],
  ['C14 cut', [{ ...WELL, cutAtByte: 900 }], ['interrupted']],
  ['C14 hang up', [{ hangUp: true }], ['network']],
])(
  '%s: the call is made once more, and its record says what had happened',
  async (name, faults, kinds) => {
    const path = name.replaceAll(' ', '-');
    const world = worldOn(path, [...faults, WELL]);
    const { reason, progress } = await run(PLAN, world);
    expect(reason).toBe('finished');
    expect(progress.snapshot()).toMatchObject({ done: 6, failed: 0, outcomes: { ok: 6 } });
    expect(server.calls(path)).toHaveLength(7);
    const attempts = (await recordsOf(world)).flatMap((record) => record.attempts);
    const failed = attempts.flatMap(({ failure }) => (failure === null ? [] : [failure.kind]));
    expect(failed).toEqual(kinds);
    expect(progress.snapshot().spend).toMatchObject({ calls: 7, completionTokens: 6 * 22 });
  },
);

test.each<[string, Behaviour, string]>([
  ['C1', error(401, { message: `the key ${KEY} is wrong` }), 'auth'],
  ['C2', error(403, { message: 'not in your region' }), 'forbidden'],
  ['C5', error(429, { code: 'insufficient_quota', message: 'no balance' }), 'billing'],
  ['C5b', error(402, { message: 'pay' }), 'billing'],
])(
  '%s: nothing more is sent after the first refusals, and nothing is lost',
  async (name, fault, kind) => {
    const world = worldOn(name, [fault]);
    const { reason, detail, halts } = await run(PLAN, world);
    expect(reason).toBe('provider');
    expect(halts).toMatchObject([{ modelId: null, failure: { kind } }]);
    expect(detail).not.toContain(KEY);
    expect(server.calls(name).length).toBeLessThanOrEqual(4);
    expect(await recordsOf(world)).toEqual([]);
    server.script(name, WELL);
    expect((await run(PLAN, world)).progress.snapshot()).toMatchObject({ done: 6 });
  },
);

test.each<[string, Behaviour, Partial<CallLimits>]>([
  ['before it began', { waitMs: 1_200 }, { firstByteMs: 400 }],
  ['in its middle', { chunkBytes: 600, chunkMs: 1_200 }, { idleMs: 400 }],
])(
  'C22: an answer that comes after its call was given up %s is no second result',
  async (when, late, limits) => {
    const other = SQUARES.replace('red', 'blue');
    let lateCame = false;
    const name = when.replaceAll(' ', '-');
    const slow: Behaviour = {
      ...late,
      body: () => {
        lateCame = true;
        return openAiStream(other);
      },
    };
    const world = worldOn(name, [slow, WELL], { limits });
    const { reason, progress } = await run(PLAN, world);
    await expect.poll(() => lateCame, { timeout: 10_000 }).toBe(true);
    expect(reason).toBe('finished');
    expect(progress.snapshot()).toMatchObject({ done: 6, outcomes: { ok: 6 } });
    const records = await recordsOf(world);
    expect(new Set(records.map(({ run: slot }) => slot!.slotId)).size).toBe(6);
    for (const { attempts, extraction } of records) {
      expect(extraction.source).toBe(SQUARES);
      expect(attempts.at(-1)).toMatchObject({ failure: null, response: { text: SQUARES } });
    }
    // What was given up is kept as an attempt, with what had come of it, and may have been paid for.
    const givenUp = records.flatMap(({ attempts }) => attempts.slice(0, -1));
    expect(givenUp.map(({ failure }) => failure?.kind)).toContain('timeout');
    for (const { response } of givenUp) {
      expect(response.text).not.toBe(other);
      expect(other.startsWith(response.text)).toBe(true);
    }
    expect(progress.snapshot().spend.calls).toBe(6 + givenUp.length);
  },
);

test('C26: a key that a provider echoes is in no record', async () => {
  const fault = error(400, { message: `bad request with ${KEY}` });
  const world = worldOn('echo', [fault, { body: openAiStream(`${SQUARES} ${KEY}`) }]);
  await run(PLAN, world);
  const lines = (await recordsOf(world)).map(recordToLine);
  expect(lines).toHaveLength(6);
  for (const line of lines) expect(line).not.toContain(KEY);
});

test('C17: an answer cut at its token limit is kept as the model’s own, and not asked again', async () => {
  const world = worldOn('length', [
    { body: openAiStream(SQUARES.slice(0, 60), { stop: 'length' }) },
  ]);
  // As sent: where mending is allowed, its end is added and it may draw.
  const strict = { ...PLAN, conditions: { ...PLAN.conditions, mend: false } };
  const { progress } = await run(strict, world);
  expect(progress.snapshot()).toMatchObject({ done: 6, outcomes: { length: 6 } });
  expect(server.calls('length')).toHaveLength(6);
  for (const { attempts } of await recordsOf(world))
    expect(attempts[0]!.response).toMatchObject({
      stopReason: 'length',
      text: SQUARES.slice(0, 60),
    });
});
