import { expect, test } from 'vitest';
import type { JudgedItem } from '../suite/judge-results.ts';
import type { SuiteItem } from '../suite/suite.ts';
import { judgedTables } from './judged-tables.ts';

const FAST = { resamples: 100, level: 0.95, seed: 1 };

const item = (id: string, category: string, subcategory: string, total?: number): SuiteItem => ({
  id,
  prompt: id,
  category,
  subcategory,
  metadata: total === undefined ? {} : { total_count: total },
  referenceSvg: null,
  referencePicture: null,
});
const items = new Map(
  [
    item('c1', 'binding', 'color'),
    item('c2', 'binding', 'color'),
    item('c3', 'binding', 'shape'),
    item('n1', 'numeracy', 'basic', 3),
    item('n2', 'numeracy', 'basic', 4),
  ].map((one) => [one.id, one]),
);
const judged = (id: string, score: number, change: Partial<JudgedItem> = {}): JudgedItem => ({
  id,
  score,
  isValid: true,
  components: null,
  error: null,
  ...change,
});
const numbers = (total: number) => ({ components: { total, items: 100, bindings: 50 } });

test('scores are told by type, and over all weighted by what the suite has of each', () => {
  const [types] = judgedTables(
    [judged('c1', 100), judged('c2', 50), judged('n1', 20)],
    items,
    FAST,
  );
  expect(types!.body.map(([name, score, count]) => [name, parseFloat(score!), count])).toEqual([
    ['binding', 75, '2'],
    ['binding, color', 75, '2'],
    ['numeracy', 20, '1'],
    ['numeracy, basic', 20, '1'],
    ['all', 53, '3'], // (3 * 75 + 2 * 20) / 5
  ]);
});

test('F11: its tables say that the scores are imported, and have no other', () => {
  const [types] = judgedTables([judged('c1', 100), judged('n1', 20)], items, FAST);
  expect(types!.caption).toContain('as imported');
  // As the official file has them, from 0 to 100: no metric of this app is on that scale.
  expect(types!.head.join(' ')).not.toMatch(/text to picture|reward|validity/i);
});

test('components of numeracy are over valid programs, the score over all', () => {
  const invalid = { ...numbers(0), isValid: false };
  const list = [judged('n1', 80, numbers(100)), judged('n2', 0, invalid)];
  const [types, components, totals] = judgedTables(list, items, FAST);
  expect(parseFloat(types!.body[0]![1]!)).toBe(40);
  expect(components!.body).toEqual([['100.0', '100.0', '50.0', '1']]);
  expect(totals!.body.map(([total, score]) => [total, score])).toEqual([
    ['3', '80.0'],
    ['4', '0.0'],
  ]);
});
