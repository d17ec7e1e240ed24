import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aSuite } from '../../../../tests/fixtures/a-plan.ts';
import { ALL_ITEMS, categoryKey, categoryTitle, chosenItems } from './chosen-items.ts';

const suite = aSuite(40);
for (const [at, item] of [...suite.items.values()].entries())
  item.category = at % 4 === 0 ? 'scene' : 'object';

test('all items are asked for once, not in the order of the file', () => {
  const chosen = chosenItems(suite, ALL_ITEMS);
  expect([...chosen].sort()).toEqual([...suite.items.keys()].sort());
  expect(chosen).not.toEqual([...suite.items.keys()]);
});

test('the same seed gives the same sample, another seed another', () => {
  const sampleOf = (seed: number) => chosenItems(suite, { ...ALL_ITEMS, count: 10, seed });
  expect(sampleOf(3)).toEqual(sampleOf(3));
  expect(sampleOf(3)).not.toEqual(sampleOf(4));
});

test('a larger sample of a seed holds the smaller one, so that a run can grow', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), fc.nat(9), (a, b, seed) => {
      const [few, many] = [a, b].sort((x, y) => x - y);
      const sampleOf = (count: number) => chosenItems(suite, { ...ALL_ITEMS, count, seed });
      expect(sampleOf(many!).slice(0, few!)).toEqual(sampleOf(few!));
    }),
  );
});

test('the first ones are those of the file', () => {
  const first = chosenItems(suite, { ...ALL_ITEMS, pick: 'first', count: 5 });
  expect([...first].sort()).toEqual([...suite.items.keys()].slice(0, 5));
});

test('a category that is left out gives no item', () => {
  const scene = { category: 'scene', subcategory: null };
  const chosen = chosenItems(suite, { ...ALL_ITEMS, without: [categoryKey(scene)] });
  expect(chosen).toHaveLength(30);
  expect(chosen.every((id) => suite.items.get(id)!.category === 'object')).toBe(true);
});

test('categories are named as people write them', () => {
  expect(categoryTitle({ category: 'relation', subcategory: '2d_spatial' })).toBe('relation, 2d spatial'); // prettier-ignore
  expect(categoryTitle({ category: null, subcategory: null })).toBe('without category');
});
