import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aScoredRecord,
  DINO,
  ENCODER,
  type Told,
} from '../../../tests/fixtures/a-scored-record.ts';
import { columnOf } from './column.ts';
import { columnValues, unscoredReasons } from './column-values.ts';
import { PROTOCOL_POLICY, type Lookups, type ReportPolicy } from './policy.ts';
import { RecordFold } from './record-fold.ts';

const TEXT = columnOf('text-image', ENCODER);
const REFERENCE = columnOf('image-image', DINO);

function under(
  change: Partial<ReportPolicy>,
  told: readonly Told[],
  column = TEXT,
  lookups: Lookups = {},
) {
  const fold = new RecordFold();
  for (const one of told) fold.add(aScoredRecord(one));
  const index = fold.columns().findIndex(({ key }) => key === column.key);
  const policy = { ...PROTOCOL_POLICY, ...change };
  const values = columnValues(fold.series()[0]!, column, index, policy, lookups)!;
  return {
    values: [...values.byItem.values()].flat(),
    omitted: values.notCounted.filter(({ reason }) => reason === null).length,
    unscored: Object.fromEntries(unscoredReasons(values)),
  };
}

const ONE_BAD: Told[] = [
  { item: 'a', score: 0.3 },
  { item: 'b', score: null },
];

describe('the invalid policy', () => {
  it('counts a program that does not draw as 0, or leaves it out', () => {
    expect(under({ invalid: 'zero' }, ONE_BAD).values).toEqual([0.3, 0]);
    expect(under({ invalid: 'omit' }, ONE_BAD)).toEqual({
      values: [0.3],
      omitted: 1,
      unscored: {},
    });
  });

  it('takes the score of a white or black picture from whoever knows it', () => {
    const blankScore: Lookups['blankScore'] = (encoderId, metric, { itemId }, colour) =>
      encoderId === ENCODER && metric === 'text-image' && itemId === 'b'
        ? { white: 0.21, black: 0.17 }[colour]
        : null;
    expect(under({ invalid: 'white' }, ONE_BAD, TEXT, { blankScore }).values).toEqual([0.3, 0.21]);
    expect(under({ invalid: 'black' }, ONE_BAD, TEXT, { blankScore }).values).toEqual([0.3, 0.17]);
  });

  it('says so where nobody knows it, rather than guess', () => {
    const { values, unscored } = under({ invalid: 'white' }, ONE_BAD);
    expect(values).toEqual([0.3]);
    expect(unscored).toEqual({ 'no score of a white picture': 1 });
  });

  it('never turns a fault of ours into a number', () => {
    const lost: Told[] = [
      { item: 'a', score: 0.3 },
      { item: 'b', score: null, lost: 'interrupted' },
      { item: 'c', score: null, lost: 'rate-limit' },
    ];
    for (const invalid of ['zero', 'omit', 'white', 'black'] as const) {
      const { values, unscored } = under({ invalid }, lost, TEXT, { blankScore: () => 0.2 });
      expect(values).toEqual([0.3]);
      expect(unscored).toEqual({ 'ask: interrupted': 1, 'ask: rate-limit': 1 });
    }
  });

  it('leaves validity and the reward to their own rules', () => {
    const validity = columnOf('validity-recovered', null);
    for (const invalid of ['zero', 'omit', 'white', 'black'] as const) {
      expect(under({ invalid }, ONE_BAD, validity).values).toEqual([1, 0]);
      expect(under({ invalid }, ONE_BAD, columnOf('reward', null)).values).toEqual([0.65, 0]);
    }
  });

  it('changes nothing where every program draws', () => {
    const score = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(score, { minLength: 1, maxLength: 5 }), (scores) => {
        const told = scores.map((value, index) => ({ item: String(index), score: value }));
        const zero = under({ invalid: 'zero' }, told);
        for (const invalid of ['omit', 'white', 'black'] as const)
          expect(under({ invalid }, told)).toEqual(zero);
      }),
      { numRuns: 20 },
    );
  });

  it('under zero is the mean over the valid ones times their share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), {
          minLength: 1,
          maxLength: 8,
        }),
        (scores) => {
          const told = [0.5, ...scores].map((score, index) => ({ item: String(index), score }));
          const zero = under({ invalid: 'zero' }, told).values;
          const omit = under({ invalid: 'omit' }, told).values;
          const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
          expect(mean(zero)).toBeCloseTo((mean(omit) * omit.length) / zero.length, 10);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('strict validity', () => {
  const MENDED: Told[] = [
    { item: 'a', score: 0.3 },
    { item: 'b', score: 0.4, mended: true },
  ];

  it('takes a mended program as invalid, under whichever policy', () => {
    expect(under({ validity: 'recovered' }, MENDED).values).toEqual([0.3, 0.4]);
    expect(under({ validity: 'strict' }, MENDED).values).toEqual([0.3, 0]);
    expect(under({ validity: 'strict', invalid: 'omit' }, MENDED).values).toEqual([0.3]);
    expect(under({ validity: 'strict' }, MENDED, columnOf('reward', null)).values).toEqual([
      0.65, 0,
    ]);
    expect(under({ validity: 'strict' }, MENDED, columnOf('length', null)).values).toEqual([77]);
  });
});

describe('the DINO definition', () => {
  const WITH_REFERENCE: Told[] = [
    { item: 'a', score: 0.3, reference: 0.5 },
    { item: 'b', score: null, reference: 0.9 },
  ];

  it('rescales the class token, and leaves an invalid program at 0', () => {
    expect(under({ dino: 'class-token' }, WITH_REFERENCE, REFERENCE).values).toEqual([0.5, 0]);
    expect(under({ dino: 'class-token-rescaled' }, WITH_REFERENCE, REFERENCE).values).toEqual([
      0.75, 0,
    ]);
  });

  it('needs mean tokens for the definition of StarVector and SArena', () => {
    const dino = 'mean-token-rescaled';
    const unknown = under({ dino }, WITH_REFERENCE, REFERENCE);
    expect(unknown.unscored).toEqual({ 'mean-token cosine not measured': 1 });
    const known = under({ dino }, WITH_REFERENCE, REFERENCE, { meanTokenCosine: () => 0.2 });
    expect(known.values).toEqual([0.6, 0]);
  });

  it('takes a blank picture by the same definition', () => {
    const lookups: Lookups = {
      meanTokenCosine: () => 0.2,
      blankScore: (_, metric) => (metric === 'mean-token' ? 0.4 : 0.9),
    };
    const white = { dino: 'mean-token-rescaled', invalid: 'white' } as const;
    expect(under(white, WITH_REFERENCE, REFERENCE, lookups).values).toEqual([0.6, 0.7]);
  });

  it('does not touch text to picture', () => {
    expect(under({ dino: 'class-token-rescaled' }, WITH_REFERENCE).values).toEqual([0.3, 0]);
  });

  it('asks nothing of items without a reference', () => {
    const told = [...WITH_REFERENCE, { item: 'c', score: 0.1 }, { item: 'd', score: null }];
    expect(under({}, told, REFERENCE)).toEqual({ values: [0.5, 0], omitted: 0, unscored: {} });
  });
});
