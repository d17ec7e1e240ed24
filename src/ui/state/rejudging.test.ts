import { expect, test, vi } from 'vitest';
import type { SampleRecord } from '../../core/bench/record.ts';
import type { Evaluation } from '../../core/evaluate.ts';
import type { Score } from '../../core/metric/score.ts';
import type { DrawRun } from './draw-run.svelte.ts';
import type { Encoding } from './encoding.svelte.ts';
import type { Judge } from './judge.ts';
import type { RecordKeeper } from './record-keeper.ts';
import { Rejudging } from './rejudging.ts';
import { SampleSlot } from './sample-slot.svelte.ts';

const scoreOf = (encoderId: string): Score => ({
  metric: 'text-image',
  encoderId,
  status: 'scored',
  value: 0.3,
});

const recordOf = (index: number, encoders: string[]) =>
  ({
    id: `draw/${index}`,
    sampleIndex: index,
    model: { providerId: 'fake', id: 'fake', title: 'Fake' },
    attempts: [],
    extraction: { source: '<svg/>', rule: 'balanced' },
    mends: [],
    failure: null,
    strictFailure: null,
    timings: {},
    scores: encoders.map(scoreOf),
  }) as unknown as SampleRecord;

function slotOf(index: number, encoders: string[], askedHere = true): SampleSlot {
  const slot = new SampleSlot(index);
  if (askedHere) slot.start();
  slot.finish(recordOf(index, encoders), null);
  return slot;
}

/** @param cards ids of the encoders that are here; judging gives a score of each */
function bench(slots: SampleSlot[], cards: string[]) {
  const run = { slots } as unknown as DrawRun;
  const here = () => cards.map((id) => `${id}@1/fp32`);
  const again = vi.fn((record: SampleRecord, before: Evaluation | null) =>
    Promise.resolve({
      record: { ...record, scores: here().map(scoreOf) },
      evaluation: before ?? ({ encoded: [] } as unknown as Evaluation),
    }),
  );
  const put = vi.fn(() => Promise.resolve());
  const encoding = {
    get openable() {
      return cards.map((id) => ({ card: { id, revision: '1' }, precision: 'fp32' }));
    },
  };
  const rejudging = new Rejudging({
    judge: { again } as unknown as Judge,
    keeper: { put } as unknown as RecordKeeper,
    encoding: encoding as unknown as Encoding,
    run: () => run,
  });
  return { rejudging, again, put };
}

test('an encoder that came scores those that lack it, and each once', async () => {
  const slots = [slotOf(0, ['seed@1/fp32']), slotOf(1, ['seed@1/fp32', 'clip@1/fp32'])];
  const { rejudging, again, put } = bench(slots, ['seed', 'clip']);
  expect(await rejudging.fillIn(false)).toBe(true);
  expect(again).toHaveBeenCalledOnce();
  expect(put).toHaveBeenCalledOnce();
  expect(slots[0]!.record!.scores).toHaveLength(2);
  expect(await rejudging.fillIn(false)).toBe(false);
});

test('encoders that come one after the other are filled in by one pass at a time', async () => {
  const slots = [slotOf(0, ['seed@1/fp32'])];
  const cards = ['seed', 'clip'];
  const { rejudging, again } = bench(slots, cards);
  const first = rejudging.fillIn(false);
  cards.push('siglip');
  await Promise.all([first, rejudging.fillIn(false)]);
  expect(again.mock.calls.length).toBeLessThanOrEqual(2);
  expect(slots[0]!.record!.scores).toHaveLength(3);
});

test('a draw of the history stays as it was kept, until the person asks', async () => {
  const slots = [slotOf(0, ['seed@1/fp32'], false)];
  const { rejudging, again } = bench(slots, ['seed', 'clip']);
  expect(await rejudging.fillIn(false)).toBe(false);
  expect(again).not.toHaveBeenCalled();
  expect(await rejudging.fillIn(true)).toBe(true);
});

test('a number of an encoder that is not here now is not lost by itself', async () => {
  const slots = [slotOf(0, ['other@1/fp32'])];
  const { rejudging, again } = bench(slots, ['seed']);
  await rejudging.fillIn(false);
  expect(again).not.toHaveBeenCalled();
});
