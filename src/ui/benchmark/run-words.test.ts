import { expect, test } from 'vitest';
import { aPlan } from '../../../tests/fixtures/a-plan.ts';
import { cardOf } from '../../core/run/run-card.ts';
import type { SuiteFacts } from '../../core/suite/suite-facts.ts';
import { estimateWords, formatMoney, rateWords, roughTime, runTitle, timeLeftWords } from './run-words.ts'; // prettier-ignore

const MINUTE = 60_000;
const card = (models: number, items: string[] | null = null) =>
  cardOf(
    aPlan({
      models: Array.from({ length: models }, (_, at) => ({ providerId: 'p', id: `m${at}`, title: `Model ${at}` })), // prettier-ignore
      items,
    }),
    '2026-01-01T00:00:00.000Z',
  );
const facts = (title: string, items: number) =>
  ({ title, categories: [{ category: null, subcategory: null, items }] }) as unknown as SuiteFacts;

test('a run is named by its models, its suite and how many items it asks for', () => {
  expect(runTitle(card(4), facts('Starter', 60))).toBe('Four models on Starter, 60 items');
  expect(runTitle(card(1, ['a']), facts('Starter', 60))).toBe('Model 0 on Starter, 1 item');
  expect(runTitle(card(12))).toBe('12 models on numbered');
});

test('a size in a suite’s own title is not said twice, and never wrongly', () => {
  const composition = facts('Composition, seed 7, 800 items', 800);
  expect(runTitle(card(2), composition)).toBe('Two models on Composition, seed 7, 800 items');
  expect(runTitle(card(2, ['a', 'b']), composition)).toBe('Two models on Composition, seed 7, 2 items'); // prettier-ignore
});

test('time left is one unit for the value and its range', () => {
  expect(timeLeftWords({ lowMs: 34 * MINUTE, highMs: 52 * MINUTE })).toEqual({
    about: '42 min',
    rest: 'left, 34 to 52',
  });
  expect(roughTime({ low: 90 * MINUTE, high: 240 * MINUTE })).toEqual({ about: '2.4 h', range: '1.5 to 4' }); // prettier-ignore
  expect(timeLeftWords(null)).toEqual({ about: '–', rest: 'left: too early to tell' });
});

test('a slow rate is told a minute', () => {
  expect(rateWords(408)).toEqual({ rate: '6.8', unit: 'a second' });
  expect(rateWords(12)).toEqual({ rate: '12', unit: 'a minute' });
  expect(rateWords(null).rate).toBe('–');
});

test('money: nothing is $0, and little is not nothing', () => {
  expect([0, 0.004, 1.92, 1234.5].map(formatMoney)).toEqual(['$0', 'less than $0.01', '$1.92', '$1,235']); // prettier-ignore
});

test('an unknown price is said, beside what is known', () => {
  const range = { low: 1, high: 5 };
  const said = (cost: { low: number; high: number }, unpriced: string[], tokens = range) =>
    estimateWords({ calls: 1, duration: range, cost, unpriced, tokens }).cost;
  expect(said(range, [])).toBe('about $1.00 to $5.00');
  expect(said({ low: 0, high: 0 }, ['Mine'])).toBe('price unknown: Mine');
  expect(said(range, ['Mine'])).toBe('about $1.00 to $5.00, and price unknown: Mine');
  expect(said({ low: 0, high: 0 }, [], { low: 0, high: 0 })).toBe('costs nothing');
});
