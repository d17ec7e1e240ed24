import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aScoredRecord, ENCODER, type Told } from '../../../tests/fixtures/a-scored-record.ts';
import { Random } from '../composer/random.ts';
import type { Failure } from '../failure.ts';
import { reportOf, type ReportOptions } from './make-report.ts';
import { verdictWords } from './pair-tables.ts';
import { RecordFold } from './record-fold.ts';

const FAST: ReportOptions = { bootstrap: { resamples: 200 } };
/** Where intervals only have to be there. */
const FASTER: ReportOptions = { bootstrap: { resamples: 20 } };

function reported(told: readonly Told[], options: ReportOptions = FAST) {
  const fold = new RecordFold();
  for (const one of told) fold.add(aScoredRecord(one));
  return reportOf(fold, options);
}

/** `alder` is ahead of `birch` by a steady tenth, and level with `cedar` but for noise. */
function threeModels(items = 30, samples = 3): Told[] {
  const random = new Random(4);
  return Array.from({ length: items }, (_, at) => {
    const item = `i${String(at).padStart(3, '0')}`;
    const base = random.between(0.2, 0.3);
    return Array.from({ length: samples }, (_, sample): Told[] => [
      {
        item,
        sample,
        model: 'alder',
        score: base + 0.1 + random.between(-0.01, 0.01),
        costUsd: 0.002,
      },
      { item, sample, model: 'birch', score: base + random.between(-0.01, 0.01) },
      { item, sample, model: 'cedar', score: base + 0.1 + random.between(-0.012, 0.01) },
    ]).flat();
  }).flat();
}

const told = fc.record({
  item: fc.constantFrom('a', 'b', 'c'),
  sample: fc.nat(2),
  model: fc.constantFrom('alder', 'birch'),
  score: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
  mended: fc.boolean(),
  cut: fc.boolean(),
  reference: fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { nil: undefined }),
  lost: fc.option(fc.constantFrom('interrupted' as const, 'rate-limit' as const), {
    nil: undefined,
    freq: 5,
  }),
  createdAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'),
});
const asTold = ({ lost, reference, ...rest }: Record<string, unknown>): Told =>
  ({
    ...rest,
    ...(lost === undefined ? {} : { lost, score: null }),
    ...(reference === undefined ? {} : { reference }),
  }) as Told;

describe('reportOf', () => {
  it('is the same in whichever order the records come, to the last bit', () => {
    const lists = fc
      .array(told, { minLength: 1, maxLength: 14 })
      .map((list) => list.map(asTold))
      .chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      );
    fc.assert(
      fc.property(lists, ([list, other]) => {
        expect(JSON.stringify(reported(other, FASTER))).toBe(
          JSON.stringify(reported(list, FASTER)),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('survives JSON unchanged: no NaN, nothing infinite, nothing undefined', () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 10 }), (list) => {
        const report = reported(list.map(asTold), FASTER);
        expect(JSON.parse(JSON.stringify(report))).toEqual(report);
        expect(
          JSON.stringify(report, (_, value: unknown) =>
            typeof value === 'number' && !Number.isFinite(value) ? 'not finite' : value,
          ),
        ).not.toContain('not finite');
      }),
      { numRuns: 40 },
    );
  });

  it('is of the parts what it is of the whole, as a merge of shards gives the same records', () => {
    const whole = threeModels(12, 2);
    const parts = [whole.filter((_, at) => at % 3 === 1), whole.filter((_, at) => at % 3 !== 1)];
    expect(reported(parts.flat())).toEqual(reported(whole));
  });

  it('ranks, says who leads, and where there are too few items to tell', () => {
    const [group] = reported(threeModels()).groups;
    expect(group!.main).toBe(`text-image:${ENCODER}`);
    expect(group!.rows.at(-1)!.title).toBe('birch');
    expect(group!.pairs.map(({ verdict }) => verdict)).toEqual(['too-few', 'a', 'a']);
    expect(group!.pairs.map(({ holdsTogether }) => holdsTogether)).toEqual([false, true, true]);
    expect(group!.answer).toMatch(/has the highest mean, but against \w+ there are too few items/);
    expect(group!.moved[0]!.prompt).toMatch(/^draw i\d/);
    expect(new Set(group!.moved.map(({ itemId }) => itemId)).size).toBe(group!.moved.length);
  });

  it('says of models that differ on no item that they are level, not that more items would tell', () => {
    const same = ['a', 'b', 'c', 'd'].flatMap((item): Told[] => [
      { item, model: 'alder', score: 0.3 },
      { item, model: 'birch', score: 0.3 },
      { item, model: 'cedar', score: 0.1 },
    ]);
    const [group] = reported(same).groups;
    expect(group!.answer).toBe(
      'alder and birch are level on every item, and have the highest mean, but against cedar there are too few items to tell. Between birch and cedar there are too few items to tell.',
    );
    expect(verdictWords(group!, group!.pairs[0]!)).toBe('level on every item');
  });

  it('has no mean of invalid programs alone where no picture was measured, and says what is missing', () => {
    const failure: Failure = { stage: 'embed', kind: 'weights-missing', detail: 'none' };
    const lost = (item: string): Told => {
      const { scores } = aScoredRecord({ item, score: 0.2 });
      const change = {
        scores: scores.map((score) =>
          score.metric === 'reward' || score.metric === 'text-image'
            ? { metric: score.metric, encoderId: ENCODER, status: 'unscored' as const, failure }
            : score,
        ),
      };
      return { item, score: 0.2, change };
    };
    const report = reported([lost('a'), lost('b'), { item: 'c', score: null }], FASTER);
    const [group] = report.groups;
    const figure = (key: string) =>
      group!.rows[0]!.figures[group!.columns.findIndex((column) => column.key === key)];
    expect(figure('reward')).toMatchObject({ mean: null, samples: 0, omitted: 1, unscored: 2 });
    expect(figure('validity-recovered')).toMatchObject({ mean: 2 / 3 });
    expect(group!.main).toBe('validity-recovered');
    expect(report.notes.join()).toContain('Reward of 2 (embed: weights-missing)');
  });

  it('says where means are over different items, as some have no score', () => {
    const told: Told[] = [
      { item: 'a', score: 0.2 },
      { item: 'b', score: null, lost: 'interrupted' },
      { item: 'a', score: 0.1, model: 'birch' },
      { item: 'b', score: 0.1, model: 'birch' },
    ];
    expect(reported(told, FASTER).notes.join()).toContain('different numbers of items (1, 2)');
    expect(reported(told.slice(2), FASTER).notes.join()).not.toContain('different numbers');
  });

  it('says where samples of an item were sent one seed', () => {
    const { settings } = aScoredRecord({ item: 'a', score: 0.2 });
    const sent = (seed: number, sample: number): Told => {
      return { item: 'a', sample, score: 0.2, change: { settings: { ...settings, seed } } };
    };
    const close = [sent(1, 0), sent(1, 1), sent(2, 0), sent(2, 1)];
    expect(reported(close, FASTER).notes.join()).toContain('1 sample was sent the seed of another');
    const apart = [sent(1, 0), sent(1, 1), sent(3, 0), sent(3, 1)];
    expect(reported(apart, FASTER).notes.join()).not.toContain('sent the seed');
  });

  it('says how many answers held bytes that are not of their encoding', () => {
    const { attempts } = aScoredRecord({ item: 'a', score: 0.2 });
    const [{ response }] = attempts as [(typeof attempts)[number]];
    const replaced = [
      { response: { ...response, replacedCharacters: true as const }, failure: null },
    ];
    const told = [
      { item: 'a', score: 0.2, change: { attempts: replaced } },
      { item: 'b', score: 0.1 },
    ];
    expect(reported(told, FASTER).notes.join()).toContain('1 answer held bytes');
    expect(reported(told.slice(1), FASTER).notes.join()).not.toContain('held bytes');
  });

  it('begins the best-of-k curve at the mean, and rises', () => {
    const [group] = reported(threeModels()).groups;
    for (const { figures, bestOfK } of group!.rows) {
      const points = bestOfK!.points.map(({ mean }) => mean);
      expect(points[0]).toBeCloseTo(figures[0]!.mean!, 12);
      expect([...points].sort((a, b) => a - b)).toEqual(points);
    }
  });

  it('shows that a ranking hangs on the invalid policy', () => {
    const often = Array.from({ length: 10 }, (_, at): Told[] => [
      { item: `i${at}`, model: 'bold', score: at < 5 ? 0.4 : null },
      { item: `i${at}`, model: 'safe', score: 0.25 },
    ]).flat();
    const [group] = reported(often).groups;
    expect(group!.rows.map(({ title }) => title)).toEqual(['safe', 'bold']);
    const { rankings } = group!;
    expect(
      rankings.map(({ policy, sameOrder }) => [policy.invalid, policy.validity, sameOrder]),
    ).toEqual([
      ['zero', 'recovered', true],
      ['omit', 'recovered', false],
      ['zero', 'strict', true],
    ]);
  });

  it('keeps what was scored in another way in a table of its own, and says why', () => {
    const { extraction } = aScoredRecord({ item: 'a', score: 0 });
    const report = reported([
      { item: 'a', score: 0.2 },
      {
        item: 'a',
        score: 0.2,
        model: 'birch',
        change: { extraction: { ...extraction, rule: 'sgp-gen' } },
      },
    ]);
    expect(report.groups).toHaveLength(2);
    expect(report.apart).toEqual([
      { a: '1', b: '2', differences: [expect.stringContaining('extraction rule')] },
    ]);
    expect(report.notes[0]).toContain('must not be compared');
  });

  it('says what is missing where there is nothing by category', () => {
    const told = [{ item: 'a', score: 0.2 }];
    const report = reported(told, FASTER);
    expect(report.groups[0]!.categories).toEqual([]);
    expect(report.notes.join()).toContain('The items of starter are not at hand');
    const items = new Map([['a', { category: null, subcategory: null }]]);
    const known = reported(told, { ...FASTER, suites: [{ sha256: 'a'.repeat(64), items }] });
    expect(known.notes.join()).not.toContain('not at hand');
  });

  it('gives figures by category in the order of the suite', () => {
    const items = new Map(
      ['b', 'a', 'c', 'unanswered'].map((id) => [
        id,
        {
          category: id === 'c' ? 'numeracy' : 'binding',
          subcategory: id === 'c' ? 'count' : `kind-${id}`,
        },
      ]),
    );
    const suites = [{ sha256: 'a'.repeat(64), title: 'Starter', items }];
    const report = reported(
      [
        { item: 'a', score: 0.1 },
        { item: 'b', score: 0.3 },
        { item: 'c', score: null },
      ],
      { ...FAST, suites },
    );
    const [group] = report.groups;
    expect(report.title).toBe('Starter, one model');
    expect(
      group!.categories.map(({ category, subcategory, items }) => [category, subcategory, items]),
    ).toEqual([
      ['binding', null, 2],
      ['binding', 'kind-b', 1],
      ['binding', 'kind-a', 1],
      ['numeracy', null, 1],
    ]);
    expect(group!.categories.map(({ figures }) => figures[0]![0]!.mean)).toEqual([
      0.2, 0.3, 0.1, 0,
    ]);
  });

  it('measures a model that drew nothing by the columns of the others: zeros, not blanks', () => {
    const [group] = reported([
      { item: 'a', score: 0.3 },
      { item: 'a', score: null, model: 'broken' },
      { item: 'a', score: null, model: 'lost', lost: 'interrupted' },
    ]).groups;
    const meanOf = (title: string) =>
      group!.rows.find((row) => row.title === title)!.figures[0]?.mean;
    expect(meanOf('broken')).toBe(0);
    expect(meanOf('lost')).toBeUndefined();
  });

  it('adds diversity as the protocol averages it, where somebody measured it', () => {
    const of = (_: unknown, itemId: string) => ({ a: 0.2, b: 0, c: null })[itemId] ?? null;
    const diversity = { encoderIds: [ENCODER], of };
    const list: Told[] = ['a', 'b', 'c'].map((item) => ({ item, score: 0.1 }));
    const [group] = reported(list, { ...FAST, diversity }).groups;
    expect(group!.rows[0]!.diversity).toEqual({
      mean: 0.2,
      items: 1,
      outOf: 2,
      encoderIds: [ENCODER],
    });
  });

  it('knows the price only where every call has one', () => {
    const [group] = reported(threeModels(3, 1)).groups;
    const price = Object.fromEntries(
      group!.rows.map(({ title, usdPerThousand }) => [title, usdPerThousand]),
    );
    expect(price).toEqual({ alder: 2, birch: null, cedar: null });
  });

  it('leaves room for what was not seen where every program was valid', () => {
    const [group] = reported(threeModels()).groups;
    const valid = group!.columns.findIndex(({ key }) => key === 'validity-recovered');
    const { mean, interval } = group!.rows[0]!.figures[valid]!;
    expect(mean).toBe(1);
    expect(interval!.low).toBeGreaterThan(0.85);
    expect(interval!.low).toBeLessThan(0.95);
  });
});
