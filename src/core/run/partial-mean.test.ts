import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClusteredMean } from './partial-mean.ts';

const samples = fc.array(
  fc.record({
    item: fc.integer({ min: 0, max: 9 }),
    value: fc.double({ min: -1, max: 1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 60 },
);

/** By the definition, item by item. */
function plainly(all: { item: number; value: number }[]) {
  const mean = all.reduce((sum, { value }) => sum + value, 0) / all.length;
  const items = [...new Set(all.map(({ item }) => item))].map((item) =>
    all.filter((sample) => sample.item === item),
  );
  const spread = items
    .map((own) => own.reduce((sum, { value }) => sum + value - mean, 0) ** 2)
    .reduce((sum, square) => sum + square, 0);
  const correction = items.length / (items.length - 1);
  return { mean, error: Math.sqrt(spread * correction) / all.length, items: items.length };
}

test('added one by one, the mean and its error are those of the definition', () => {
  fc.assert(
    fc.property(samples, (all) => {
      const mean = new ClusteredMean();
      for (const { item, value } of all) mean.add(String(item), value);
      const expected = plainly(all);
      expect(mean.value!.mean).toBeCloseTo(expected.mean, 9);
      expect(mean.value).toMatchObject({ items: expected.items, samples: all.length });
      if (expected.items < 2) expect(mean.value!.standardError).toBeNull();
      else expect(mean.value!.standardError).toBeCloseTo(expected.error, 6);
    }),
  );
});

test('what is removed leaves no trace', () => {
  fc.assert(
    fc.property(samples, samples, (kept, gone) => {
      const [mean, alone] = [new ClusteredMean(), new ClusteredMean()];
      for (const { item, value } of [...kept, ...gone]) mean.add(String(item), value);
      for (const { item, value } of gone) mean.remove(String(item), value);
      for (const { item, value } of kept) alone.add(String(item), value);
      expect(mean.value!.mean).toBeCloseTo(alone.value!.mean, 9);
      expect(mean.value).toMatchObject({ items: alone.value!.items, samples: kept.length });
    }),
  );
});

test('eight equal samples of an item say no more of other items than one', () => {
  const [once, often] = [new ClusteredMean(), new ClusteredMean()];
  for (const [item, value] of [
    ['a', 0.1],
    ['b', 0.5],
    ['c', 0.6],
  ] as const) {
    once.add(item, value);
    for (let sample = 0; sample < 8; sample++) often.add(item, value);
  }
  expect(often.value!.standardError).toBeCloseTo(once.value!.standardError!, 12);
});

test('without a sample there is no mean', () => {
  expect(new ClusteredMean().value).toBeNull();
});
