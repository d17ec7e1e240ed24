import { expect, test } from 'vitest';
import type { SampleRecord } from '../../core/bench/record.ts';
import type { Score } from '../../core/metric/score.ts';
import { bestOf, ranked, sortKeysOf, together } from './ranking.ts';
import { SampleSlot } from './sample-slot.svelte.ts';

const TEXT = { metric: 'text-image', encoderId: 'e' } as const;

function slotWith(index: number, value: number | null, best = false): SampleSlot {
  const slot = new SampleSlot(index);
  const failure = { stage: 'embed', kind: 'timeout', detail: '' } as const;
  const score: Score =
    value === null
      ? { ...TEXT, status: 'unscored', failure }
      : { ...TEXT, status: 'scored', value };
  slot.record = { scores: [score], best } as unknown as SampleRecord;
  return slot;
}

const indices = (slots: readonly SampleSlot[]) => slots.map(({ index }) => index);

test('the highest comes first, the unscored last, ties in order of asking', () => {
  const slots = [slotWith(0, 0.1), slotWith(1, null), slotWith(2, 0.3), slotWith(3, 0.3)];
  expect(indices(ranked(slots, TEXT))).toEqual([2, 3, 0, 1]);
  expect(indices(ranked(slots, { metric: 'order', encoderId: null }))).toEqual([0, 1, 2, 3]);
});

test("the person's mark beats the number", () => {
  expect(bestOf([slotWith(0, 0.1, true), slotWith(1, 0.9)], TEXT)?.index).toBe(0);
  expect(bestOf([slotWith(0, 0.1), slotWith(1, 0.9)], TEXT)?.index).toBe(1);
});

test('one sample alone is no best, nor is an unscored one', () => {
  expect(bestOf([slotWith(0, 0.9)], TEXT)).toBeNull();
  expect(bestOf([slotWith(0, null), slotWith(1, null)], TEXT)).toBeNull();
});

test('a mean says how many it is of and how many are left out', () => {
  const all = together([slotWith(0, 0.2), slotWith(1, 0.4), slotWith(2, null)], TEXT);
  expect(all.mean).toBeCloseTo(0.3, 12);
  expect(all).toMatchObject({ scored: 2, leftOut: 1, diversity: null });
});

test('only metrics that occur can be sorted by', () => {
  expect(sortKeysOf([slotWith(0, 0.2), slotWith(1, null)])).toEqual([TEXT]);
  expect(sortKeysOf([new SampleSlot(0)])).toEqual([]);
});
