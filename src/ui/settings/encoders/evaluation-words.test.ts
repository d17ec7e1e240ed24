import { expect, test } from 'vitest';
import type { EvaluationRow } from '../../../core/embedding/encoder-evaluation.ts';
import { barSummary, groupsOf, interval, percent } from './evaluation-words.ts';

const share = (value: number) => ({
  value,
  low: value - 0.03,
  high: value + 0.02,
  trials: 400,
  chance: 0.5,
});
const row = (name: string, value: number, rest: Partial<EvaluationRow> = {}): EvaluationRow => ({
  name,
  share: share(value),
  bagOfWords: null,
  bar: null,
  ...rest,
});

const groups = groupsOf({
  rows: [
    row('nouns, Tabler, top-1', 0.5),
    row('colours swapped', 0.92, { bagOfWords: share(0.5), bar: { must: 0.9, aim: 0.97 } }),
    row('in front / behind', 0.7, { bar: { must: 0.75, aim: 0.9 } }),
    row('never trained: “{a} sits left of {b}”', 0.8),
    row('likeness, recolour, top-1', 0.9, { bagOfWords: share(0.9) }),
    row('pixel cosine, recolour, top-1', 0.4),
    row('edge-map cosine, recolour, top-1', 0.6),
    row('composed scenes, held-out style: colours swapped', 0.9),
    row('bundled answers, own caption first', 0.6),
    row('sizes swapped', 0.7),
  ],
});

test('each row stands in one group, those with a bar first', () => {
  expect(groups.map(({ title, rows }) => [title, rows.length])).toEqual([
    ['Held to a bar', 2],
    ['Picture against picture', 1],
    ['Wordings never trained', 1],
    ['Composed scenes, right caption against a wrong one', 1],
    ['The app’s bundled answers', 1],
    ['Naming one thing', 1],
    ['Right caption against a wrong one', 1],
  ]);
});

test('captions stand beside a bag of words, pictures beside pixels and edges', () => {
  expect(groups[0]!.rows[0]!.baselines).toEqual([{ title: 'bag of words', share: share(0.5) }]);
  expect(groups[1]!.rows[0]!.baselines.map(({ title }) => title)).toEqual(['pixels', 'edges']);
});

test('misses are told as misses', () => {
  expect(barSummary(groups)).toEqual({
    met: ['colours swapped'],
    aims: 0,
    missed: ['in front / behind'],
  });
});

test('shares are whole percent, and a small chance is no zero', () => {
  expect([percent(0.923), percent(1), percent(0), percent(0.0012)]).toEqual([
    '92%',
    '100%',
    '0%',
    '0.1%',
  ]);
  expect(interval(share(0.923))).toBe('89–94%');
});
