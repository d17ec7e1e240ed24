import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePrompt } from '../../composer/parse.ts';
import { compositionId, compositionOfId, generateComposition } from './generate-composition.ts';

/** Of `generateComposition(7, 400)`; another hash is another suite and needs a new version. */
const GOLDEN = 'c3fbaf7c84c603e6251d493e1ec448589296b45b30c6d4507f049c932704ab69';

const itemsOf = (seed: number, size: number) => [
  ...generateComposition(seed, size).suite.items.values(),
];

test('a seed gives the same items on every machine: the hash of 400 is pinned', () => {
  expect(generateComposition(7, 400).suite.sha256).toBe(GOLDEN);
  expect(generateComposition(8, 400).suite.sha256).not.toBe(GOLDEN);
});

test('categories are balanced as in SGP-CompBench, whatever the size', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 300 }), (seed, size) => {
      const { suite, facts } = generateComposition(seed, size);
      expect(suite.items.size).toBe(size);
      for (const { category, items } of facts.categories) {
        const share = category === 'numeracy' ? 2 : 1;
        expect(items).toBeGreaterThanOrEqual(Math.floor(size / 8) * share);
        expect(items).toBeLessThanOrEqual(Math.ceil(size / 8) * share);
      }
    }),
    { numRuns: 30 },
  );
});

test('no prompt occurs twice, and a larger suite begins with the smaller', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 200 }), (seed, size) => {
      const larger = itemsOf(seed, size + 100);
      expect(new Set(larger.map(({ prompt }) => prompt)).size).toBe(size + 100);
      expect(itemsOf(seed, size)).toEqual(larger.slice(0, size));
    }),
    { numRuns: 20 },
  );
});

test('what the composer reads in a prompt is what its metadata says', () => {
  for (const { prompt, category, subcategory, metadata } of itemsOf(3, 2400)) {
    const { objects, relations, unread } = parsePrompt(prompt);
    const read = {
      prompt,
      unread,
      nouns: objects.map(({ noun }) => noun),
      counts: objects.map(({ count }) => count),
      relations: relations.map(({ subject, kind, object }) => [subject, kind, object]),
      attributes: objects.map(({ colour, shape, texture }) => [colour, shape, texture]),
    };
    const counts = (metadata.object_counts ?? []) as { noun: string; count: number }[];
    const words = (metadata.colors ?? metadata.shapes ?? metadata.textures ?? []) as string[];
    const place = ['color', 'shape', 'texture'].indexOf(subcategory ?? '');
    const nouns = (metadata.nouns ?? metadata.objects) as string[];
    expect(read).toEqual({
      prompt,
      unread: [],
      nouns,
      counts: category === 'numeracy' ? counts.map(({ count }) => count) : [1, 1],
      relations: category === 'relation' ? [[0, metadata.relation, 1]] : [],
      attributes: nouns.map((_, at) =>
        [null, null, null].map((none, kind) => (kind === place ? words[at] : none)),
      ),
    });
    if (category !== 'numeracy') continue;
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(metadata.total_count);
  }
});

test('totals, and kinds of relations, occur equally often', () => {
  const items = itemsOf(1, 8 * 77);
  const tally = (of: (item: (typeof items)[number]) => unknown, subcategory: string) => {
    const counts = new Map<unknown, number>();
    for (const item of items.filter((one) => one.subcategory === subcategory))
      counts.set(of(item), (counts.get(of(item)) ?? 0) + 1);
    return [...counts.values()];
  };
  expect(tally(({ metadata }) => metadata.relation, '2d_spatial')).toEqual(Array(7).fill(11));
  expect(tally(({ metadata }) => metadata.relation, 'implicit')).toEqual(Array(11).fill(7));
  const totals = tally(({ metadata }) => metadata.total_count, 'basic');
  expect(totals).toHaveLength(8);
  expect(Math.max(...totals) - Math.min(...totals)).toBeLessThanOrEqual(1);
});

test('the largest suite still finds prompts that differ', () => {
  const { suite } = generateComposition(0, 100_000);
  expect(new Set([...suite.items.values()].map(({ prompt }) => prompt)).size).toBe(100_000);
});

test.each([
  [1.5, 10],
  [1, 0],
  [1, 2.5],
  [1, 100_001],
])('seed %s and size %s are refused', (seed, size) => {
  expect(() => generateComposition(seed, size)).toThrow(RangeError);
});

test('a generated suite is told by its id', () => {
  expect(compositionOfId(compositionId(-3, 50))).toEqual({ seed: -3, size: 50 });
  expect(compositionOfId('composition-x')).toBeNull();
});
