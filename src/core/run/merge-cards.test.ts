import { expect, test } from 'vitest';
import { aPlan } from '../../../tests/fixtures/a-plan.ts';
import { cardOf } from './run-card.ts';
import type { RunPlan } from './run-plan.ts';
import { mergeCards } from './merge-cards.ts';

const DATE = '2026-01-02T03:04:05.000Z';
const card = (change: Partial<RunPlan> = {}) => cardOf(aPlan(change), DATE);
const model = (id: string) => ({ providerId: 'p', id, title: id });

test('models, items, samples and seeds of both are wanted, none twice', () => {
  const known = card({ models: [model('a'), model('b')], items: ['item-1', 'item-2'], seeds: [1] });
  const wanted = card({ models: [model('b'), model('c')], items: ['item-2', 'item-3'], seeds: [2, 1], samples: 4 }); // prettier-ignore
  const merged = mergeCards(known, wanted);
  expect(merged.models.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(merged.items).toEqual(['item-1', 'item-2', 'item-3']);
  expect(merged.seeds).toEqual([1, 2]);
  expect(merged.samples).toBe(4);
  expect(merged.templates).toHaveLength(1);
});

test('a card of all items stays one', () => {
  expect(mergeCards(card(), card({ items: ['item-1'] })).items).toBeNull();
});

test('the newer pace counts, and the run keeps its date', () => {
  const pace = { budget: { calls: 9, tokens: null, usd: null }, concurrency: 2 };
  const merged = mergeCards(card(), cardOf(aPlan({ pace }), '2026-05-05T00:00:00.000Z'));
  expect(merged.pace).toEqual(pace);
  expect(merged.createdAt).toBe(DATE);
});

test('cards of other conditions are not mixed', () => {
  const { conditions } = aPlan();
  const other = card({ conditions: { ...conditions, rule: 'sgp-gen' } });
  expect(() => mergeCards(card(), other)).toThrow(RangeError);
});
