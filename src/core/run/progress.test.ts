import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aRecord } from '../../../tests/fixtures/a-record.ts';
import { VirtualClock } from '../../../tests/fixtures/virtual-clock.ts';
import type { SampleRecord } from '../bench/record.ts';
import type { Score } from '../metric/score.ts';
import { NO_BUDGET } from './budget.ts';
import { RunProgress } from './progress.ts';
import { rowOf, type SlotRow } from './slot-row.ts';

const MODEL = { providerId: 'replay', id: 'replay', title: 'Replay' };

const rowFor = (item: number, sample: number, change: Partial<SampleRecord> = {}): SlotRow =>
  rowOf(
    aRecord({
      drawId: `r/${item}`,
      sampleIndex: sample,
      item: { suiteId: 's', suiteSha256: 'h', itemId: `item-${item}` },
      run: { runId: 'r', slotId: `${item} ${sample}` },
      ...change,
    }),
  );

const scored = (value: number): Score[] => [
  { metric: 'text-image', encoderId: 'e@1/fp32', status: 'scored', value },
];
const PENDING = {
  outcome: 'interrupted',
  scores: [],
  failure: { stage: 'embed', kind: 'pending', detail: '' },
} satisfies Partial<SampleRecord>;
const FAILED: Partial<SampleRecord> = {
  outcome: 'provider_error',
  scores: [],
  attempts: [
    {
      ...aRecord().attempts[0]!,
      failure: { stage: 'ask', kind: 'server', retryable: true, detail: '' },
    },
  ],
};
const INVALID: Partial<SampleRecord> = {
  outcome: 'no_svg',
  scores: [
    {
      metric: 'text-image',
      encoderId: 'e@1/fp32',
      status: 'unscored',
      failure: { stage: 'extract', kind: 'no-program', detail: '' },
    },
  ],
};

const aProgress = (total = 10) =>
  new RunProgress([MODEL], total, NO_BUDGET, ({ providerId }) => providerId, new VirtualClock());

test('at any moment the slots that are done, answered, failed and missing are all there are', () => {
  const change = fc.constantFrom(PENDING, FAILED, INVALID, { scores: scored(0.5) });
  const event = fc.record({
    item: fc.integer({ min: 0, max: 4 }),
    sample: fc.integer({ min: 0, max: 1 }),
    change,
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const progress = aProgress();
      const rows = new Map<string, SlotRow>();
      for (const { item, sample, change } of events) {
        const row = rowFor(item, sample, change);
        progress.changed(rows.get(row.slotId) ?? null, row, true);
        rows.set(row.slotId, row);
        const { done, answered, failed, missing, total } = progress.snapshot();
        expect(done + answered + failed + missing).toBe(total);
      }
      const states = [...rows.values()].map(({ state }) => state);
      const { done, failed, answered, outcomes } = progress.snapshot();
      const count = (state: string) => states.filter((one) => one === state).length;
      expect([done, answered, failed]).toEqual([count('done'), count('answered'), count('failed')]);
      expect(Object.values(outcomes).reduce((sum, number) => sum + number, 0)).toBe(rows.size);
    }),
  );
});

test('an invalid program counts as 0 in the live mean, a system’s fault is left out', () => {
  const progress = aProgress();
  progress.changed(null, rowFor(0, 0, { scores: scored(0.4) }), true);
  progress.changed(null, rowFor(1, 0, { scores: scored(0.2) }), true);
  progress.changed(null, rowFor(2, 0, INVALID), true);
  progress.changed(null, rowFor(3, 0, FAILED), true);
  progress.changed(null, rowFor(4, 0, PENDING), true);
  const [model] = progress.snapshot().models;
  expect(model!.scores).toHaveLength(1);
  expect(model!.scores[0]).toMatchObject({ metric: 'text-image', items: 3, samples: 3 });
  expect(model!.scores[0]!.mean).toBeCloseTo(0.2, 12);
});

test('a slot that is scored again counts once, with its newer score and its cost', () => {
  const progress = aProgress();
  const [before, after] = [
    rowFor(0, 0, { scores: scored(0.9) }),
    rowFor(0, 0, { scores: scored(0.1) }),
  ];
  progress.changed(null, before, false);
  progress.changed(before, after, true);
  const { done, models, spend } = progress.snapshot();
  expect(done).toBe(1);
  expect(models[0]!.scores[0]!.mean).toBeCloseTo(0.1, 12);
  expect(spend.calls).toBe(1);
});

test('what an earlier session ended says nothing of the pace of this one', () => {
  const clock = new VirtualClock();
  const progress = new RunProgress([MODEL], 40, NO_BUDGET, () => 'one', clock);
  for (let item = 0; item < 20; item++) progress.changed(null, rowFor(item, 0), false);
  clock.jump(60_000);
  expect(progress.snapshot()).toMatchObject({ perMinute: null, timeLeft: null });
  for (let item = 20; item < 30; item++) progress.changed(null, rowFor(item, 0), true);
  clock.jump(60_000);
  const { perMinute, timeLeft } = progress.snapshot();
  expect(perMinute).toBeCloseTo(5, 6);
  expect(timeLeft!.lowMs).toBeLessThan(120_000);
  expect(timeLeft!.highMs).toBeGreaterThan(120_000);
});

test('no mean is shown of invalid programs alone, where no picture could be measured', () => {
  const progress = new RunProgress([MODEL], 3, NO_BUDGET, () => 'c', new VirtualClock());
  const reward = { metric: 'reward', encoderId: null } as const;
  const missing: Score = { ...reward, status: 'unscored', failure: { stage: 'embed', kind: 'weights-missing', detail: '' } }; // prettier-ignore
  const zero: Score = { ...reward, status: 'scored', value: 0 };
  const lost = rowFor(1, 0, { scores: [missing] });
  const invalid = rowFor(2, 0, { ...INVALID, scores: [zero] });
  progress.changed(null, invalid, true);
  expect(progress.snapshot().models[0]!.scores).toMatchObject([{ metric: 'reward', mean: 0 }]);
  progress.changed(null, lost, true);
  expect(progress.snapshot().models[0]!.scores).toEqual([]);
  progress.changed(lost, rowFor(1, 0, { scores: [{ ...zero, value: 1 }] }), false);
  expect(progress.snapshot().models[0]!.scores).toMatchObject([{ metric: 'reward', mean: 0.5 }]);
});

test('a record of a model that was not asked here, as an import may bring, counts for nothing', () => {
  const progress = aProgress(2);
  progress.changed(null, rowFor(0, 0, { scores: scored(0.5) }), true);
  const before = progress.snapshot();
  const other = { providerId: 'elsewhere', id: 'painter' };
  progress.changed(null, rowFor(1, 0, { model: { ...aRecord().model, ...other } }), true);
  expect(progress.snapshot()).toEqual(before);
});
