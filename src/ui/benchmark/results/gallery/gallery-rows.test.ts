import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../../core/bench/record.ts';
import type { SlotEntry } from '../../../state/benchmark-results/run-index.ts';
import { categoriesOf, filteredRows, galleryRows, NO_FILTER, sortedRows, SORTS } from './gallery-rows.ts'; // prettier-ignore
import { blankLookup } from '../../../../core/report/blank-scores.ts';
import { PROTOCOL_POLICY, type ReportPolicy } from '../../../../core/report/policy.ts';
import { comparedItems, countedColumn, type Counting } from './counted-column.ts';
import { domainOf, isMended, scoreColumns, scoreIn } from './score-column.ts';

const ENCODER = 'some-encoder/fp32';

function entry(
  itemId: string,
  model: number,
  sampleIndex: number,
  value: number | null,
  outcome: Outcome = 'ok',
): SlotEntry {
  return {
    slotId: `${itemId} ${model} ${sampleIndex}`,
    recordId: `record of ${itemId} ${model} ${sampleIndex}`,
    itemId,
    model,
    seed: 1,
    sampleIndex,
    state: 'done',
    outcome,
    scores: [
      { metric: 'text-image', encoderId: ENCODER, value, invalid: value === null && outcome !== 'ok' }, // prettier-ignore
    ],
    formatted: false,
    length: 100,
  };
}

const item = (id: string, prompt: string, category: string | null = null) => ({
  id,
  prompt,
  category,
  subcategory: null,
});

const ITEMS = [
  item('a', 'Two red apples', 'numeracy'),
  item('b', 'a cat under a table', 'spatial'),
  item('c', 'Item 10', 'numeracy'),
  item('d', 'item 9'),
];
const INDEX = [
  entry('a', 0, 0, 0.2),
  entry('a', 0, 1, 0.3),
  entry('a', 1, 0, 0.25),
  entry('b', 0, 0, 0.1),
  entry('b', 1, 0, null, 'refused'),
  entry('c', 0, 0, -0.2),
  entry('c', 1, 0, null, 'no_svg'),
  entry('d', 1, 0, null),
];
const COUNTING: Counting = {
  policy: PROTOCOL_POLICY,
  lookups: {},
  weights: null,
  suiteSha256: 's',
  hasReference: () => false,
};
const [FOUND] = scoreColumns(INDEX);
const COLUMN = countedColumn(FOUND!, COUNTING);
const ROWS = galleryRows(INDEX, ITEMS, 2, COLUMN);
const ids = (rows: typeof ROWS) => rows.map((row) => row.item.id).join('');

describe('a row of the gallery', () => {
  test('shows the best sample of each model, and marks the best model', () => {
    expect(ROWS[0]!.cells.map((cell) => cell?.value)).toEqual([0.3, 0.25]);
    expect(ROWS[0]!.cells[0]!.best.sampleIndex).toBe(1);
    expect(ROWS[0]!.bestModel).toBe(0);
    expect(ROWS[0]!.spread).toBeCloseTo(0.05);
  });

  test("counts a model's fault as 0 and leaves a missing score out", () => {
    expect(ROWS[1]!.cells[1]!.value).toBe(0);
    expect(ROWS[1]!.mean).toBeCloseTo(0.05);
    expect(ROWS[3]!).toMatchObject({ mean: null, spread: null, bestModel: null });
    expect(ROWS[3]!.cells[0]).toBeNull();
  });

  test('never marks a sample without a picture as best, though a cosine may be below 0', () => {
    expect(ROWS[2]!.bestModel).toBe(0);
  });

  test('prefers a picture with a negative score to a fault of the same model', () => {
    const index = [entry('a', 0, 0, null, 'refused'), entry('a', 0, 1, -0.3)];
    expect(galleryRows(index, ITEMS.slice(0, 1), 1, COLUMN)[0]!.cells[0]!.value).toBe(-0.3);
  });
});

describe('sorting', () => {
  test('by each key, with rows that have no number at the end', () => {
    expect(ids(sortedRows(ROWS, 'order'))).toBe('abcd');
    expect(ids(sortedRows(ROWS, 'spread'))).toBe('cbad');
    expect(ids(sortedRows(ROWS, 'lowest'))).toBe('cbad');
    expect(ids(sortedRows(ROWS, 'highest'))).toBe('abcd');
    expect(ids(sortedRows(ROWS, 'name'))).toBe('bdca');
  });

  test('loses and repeats no row, and does not depend on the order before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SORTS),
        fc.shuffledSubarray(ROWS, { minLength: ROWS.length }),
        (sort, shuffled) => {
          expect(ids(sortedRows(shuffled, sort))).toBe(ids(sortedRows(ROWS, sort)));
        },
      ),
    );
  });
});

describe('filtering', () => {
  const by = (change: Partial<typeof NO_FILTER>) =>
    ids(filteredRows(ROWS, { ...NO_FILTER, ...change }));

  test('by category, outcome and words in any order and case', () => {
    expect(by({})).toBe('abcd');
    expect(by({ category: 'numeracy' })).toBe('ac');
    expect(by({ outcome: 'refused' })).toBe('b');
    expect(by({ outcome: 'malformed' })).toBe('c');
    expect(by({ text: 'APPLES two' })).toBe('a');
    expect(by({ text: 'item', category: 'numeracy' })).toBe('c');
    expect(by({ text: 'apples cat' })).toBe('');
  });

  test('by the smaller kind, which is listed after the larger', () => {
    const items = [{ ...item('x', 'p', 'binding'), subcategory: 'color' }, item('y', 'q', 'binding')]; // prettier-ignore
    const rows = galleryRows([], items, 1, null);
    expect(categoriesOf(items)).toEqual(['binding', 'binding, color']);
    expect(ids(filteredRows(rows, { ...NO_FILTER, category: 'binding' }))).toBe('xy');
    expect(ids(filteredRows(rows, { ...NO_FILTER, category: 'binding, color' }))).toBe('x');
  });
});

test('the axis spans every value that is shown, and columns are only those with one', () => {
  expect(domainOf(INDEX, COLUMN)).toEqual([-0.2, 0.3]);
  expect(domainOf([], COLUMN)).toBeNull();
  expect(scoreColumns([entry('a', 0, 0, null)])).toEqual([]);
  expect(scoreIn(INDEX[7]!, COLUMN)).toBeNull();
});

describe('the policy of the results', () => {
  const validity = (strict: number, recovered: number) =>
    (['validity-strict', 'validity-recovered'] as const).map((metric, at) => ({
      metric,
      encoderId: null,
      value: at === 0 ? strict : recovered,
      invalid: false,
    }));
  const drawn = { ...entry('a', 0, 0, 0.2), scores: [...INDEX[0]!.scores, ...validity(1, 1)] };
  const mended = { ...entry('a', 0, 1, 0.3), scores: [...INDEX[1]!.scores, ...validity(0, 1)] };
  /** What does not draw names no encoder. */
  const invalid: SlotEntry = { ...entry('a', 0, 2, null, 'no_svg'), scores: validity(0, 0) };
  const lost: SlotEntry = {
    ...entry('a', 0, 3, null, 'provider_error'),
    state: 'failed',
    scores: [],
  };
  const blankScore = blankLookup([
    { encoderId: ENCODER, metric: 'text-image', colour: 'white', suiteSha256: 's', byItem: new Map([['a', 0.21]]) }, // prettier-ignore
  ]);
  const under = (change: Partial<ReportPolicy>, lookups: Counting['lookups'] = { blankScore }) => {
    const policy = { ...PROTOCOL_POLICY, ...change };
    const column = countedColumn(FOUND!, { ...COUNTING, policy, lookups });
    return [drawn, mended, invalid, lost].map((each) => scoreIn(each, column));
  };

  test('decides what an invalid sample counts as, and never what a lost one does', () => {
    expect(under({})).toEqual([0.2, 0.3, 0, null]);
    expect(under({ invalid: 'omit' })).toEqual([0.2, 0.3, null, null]);
    expect(under({ invalid: 'white' })).toEqual([0.2, 0.3, 0.21, null]);
    expect(under({ invalid: 'black' })).toEqual([0.2, 0.3, null, null]);
    expect(under({ invalid: 'white' }, {})).toEqual([0.2, 0.3, null, null]);
  });

  test('takes a mended picture as invalid where only what was sent counts', () => {
    expect(under({ validity: 'strict' })).toEqual([0.2, 0, 0, null]);
    expect(under({ validity: 'strict', invalid: 'white' })).toEqual([0.2, 0.21, 0.21, null]);
  });

  test('changes the means and the order of rows, but a picture is shown before none', () => {
    const bad = invalid;
    const rows = (invalid: ReportPolicy['invalid']) => {
      const column = countedColumn(FOUND!, { ...COUNTING, policy: { ...PROTOCOL_POLICY, invalid }, lookups: {} }); // prettier-ignore
      return galleryRows([drawn, { ...bad, model: 1 }], ITEMS.slice(0, 1), 2, column)[0]!;
    };
    expect(rows('zero').mean).toBe(0.1);
    expect(rows('omit').mean).toBe(0.2);
    const strict = { ...PROTOCOL_POLICY, validity: 'strict', invalid: 'omit' } as const;
    const column = countedColumn(FOUND!, { ...COUNTING, policy: strict });
    expect(galleryRows([invalid, mended], ITEMS.slice(0, 1), 1, column)[0]!.cells[0]!.best).toBe(mended); // prettier-ignore
  });

  test('knows from other samples that an item is compared with a reference', () => {
    const score = (value: number | null, invalid: boolean) => [{ metric: 'image-image' as const, encoderId: 'd', value, invalid }]; // prettier-ignore
    const index = [
      { ...drawn, itemId: 'a', scores: score(0.4, false) },
      { ...drawn, itemId: 'b', scores: score(null, false) },
      { ...drawn, itemId: 'c', scores: score(null, true) },
    ];
    expect([...comparedItems(index)]).toEqual(['a', 'c']);
  });

  test('has one column of rewards, those without a picture among them', () => {
    const reward = (encoderId: string | null, value: number) => [{ metric: 'reward' as const, encoderId, value, invalid: false }]; // prettier-ignore
    const index = [
      { ...drawn, scores: reward('e', 0.7) },
      { ...invalid, scores: reward(null, 0) },
    ];
    const columns = scoreColumns(index);
    expect(columns).toHaveLength(1);
    const column = countedColumn(columns[0]!, COUNTING);
    expect(index.map((each) => scoreIn(each, column))).toEqual([0.7, 0]);
  });
});

test('a sample is mended where it is valid after mending and not as sent', () => {
  const valid = (strict: number, recovered: number) => ({
    ...INDEX[0]!,
    scores: [
      { metric: 'validity-strict' as const, encoderId: null, value: strict, invalid: false },
      { metric: 'validity-recovered' as const, encoderId: null, value: recovered, invalid: false },
    ],
  });
  expect([valid(0, 1), valid(1, 1), valid(0, 0)].map(isMended)).toEqual([true, false, false]);
});
