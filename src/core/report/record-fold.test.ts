import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aScoredRecord, ENCODER, type Told } from '../../../tests/fixtures/a-scored-record.ts';
import type { SampleRecord } from '../bench/record.ts';
import { preferredRecord } from '../run/preferred-record.ts';
import { sampleCounts } from './endings.ts';
import { RecordFold } from './record-fold.ts';

function folded(told: readonly Told[]): RecordFold {
  const fold = new RecordFold();
  for (const one of told) fold.add(aScoredRecord(one));
  return fold;
}

const scoreOf = (fold: RecordFold, series = 0, sample = 0) =>
  fold.series()[series]!.samples[sample]!.cells[
    fold.columns().findIndex(({ encoderId }) => encoderId === ENCODER)
  ];

describe('RecordFold', () => {
  it('keeps models apart, and what was asked in other words', () => {
    const fold = folded([
      { item: 'a', score: 0.1 },
      { item: 'a', score: 0.2, model: 'birch' },
      {
        item: 'a',
        score: 0.3,
        change: {
          settings: { ...aScoredRecord({ item: 'a', score: 0 }).settings, temperature: 0 },
        },
      },
    ]);
    expect(fold.series()).toHaveLength(3);
  });

  it('F11: keeps scores apart that this app does not compute: they are in no column', () => {
    const ours = aScoredRecord({ item: 'a', score: 0.1 });
    const foreign = ['vqa-score', 'constructor', '__proto__'].map((metric) => ({
      metric: metric as 'reward',
      encoderId: null,
      status: 'scored' as const,
      value: 0.9,
    }));
    const [alone, mixed] = [new RecordFold(), new RecordFold()];
    alone.add(ours);
    mixed.add({ ...ours, scores: [...foreign, ...ours.scores] });
    expect(mixed.columns()).toEqual(alone.columns());
    const cellsOf = (fold: RecordFold) => fold.series()[0]!.samples[0]!.cells;
    expect(cellsOf(mixed)).toEqual(cellsOf(alone));
  });

  it('takes other seeds as other samples of the same series', () => {
    const { settings } = aScoredRecord({ item: 'a', score: 0 });
    const fold = folded([
      { item: 'a', score: 0.1, change: { settings: { ...settings, seed: 1 } } },
      { item: 'a', score: 0.2, change: { settings: { ...settings, seed: 2 } } },
    ]);
    const [series] = fold.series();
    expect(series!.samples).toHaveLength(2);
    expect(series!.trail.seeds).toEqual([1, 2]);
  });

  it('has one result for a slot: the first one, and never a failure over a result', () => {
    const early = { item: 'a', score: 0.1, createdAt: '2026-01-01T00:00:00.000Z' };
    const late = { item: 'a', score: 0.2, createdAt: '2026-01-02T00:00:00.000Z' };
    const lost = {
      ...late,
      score: null,
      lost: 'interrupted',
      createdAt: '2026-01-03T00:00:00.000Z',
    } as const;
    for (const told of [
      [early, late, lost],
      [lost, late, early],
      [late, lost, early],
    ]) {
      const fold = folded(told);
      expect(scoreOf(fold)).toBe(0.1);
      expect([fold.records, fold.replaced]).toEqual([3, 2]);
    }
  });

  it('tells what was drawn badly from what ran out of tokens and from what was never answered', () => {
    const [series] = folded([
      { item: 'a', score: 0.1 },
      { item: 'b', score: null },
      { item: 'c', score: null, cut: true },
      { item: 'd', score: null, lost: 'rate-limit' },
      { item: 'e', score: 0.2, cut: true },
    ]).series();
    const { endings, unscoredReasons, drawn, invalid, unscored } = sampleCounts(series!.samples);
    expect([drawn, invalid, unscored]).toEqual([2, 2, 1]);
    expect(endings).toEqual([
      { finishReason: 'error', drawn: 0, invalid: 0, unscored: 1 },
      { finishReason: 'length', drawn: 1, invalid: 1, unscored: 0 },
      { finishReason: 'stop', drawn: 1, invalid: 1, unscored: 0 },
    ]);
    expect(unscoredReasons).toEqual([{ reason: 'ask: rate-limit', samples: 1 }]);
  });

  it('reads what programs are made of', () => {
    const [series] = folded([{ item: 'a', score: 0.1 }]).series();
    expect(series!.samples[0]!.anatomy).toMatchObject({
      elements: 2,
      colours: 1,
      depth: 2,
      kinds: ['rect', 1, 'svg', 1],
    });
  });

  it('is the same in whichever order records come, duplicates too', () => {
    const told = fc.record({
      item: fc.constantFrom('a', 'b'),
      sample: fc.nat(1),
      model: fc.constantFrom('alder', 'birch'),
      score: fc.option(fc.constantFrom(0.1, 0.2, 0.3)),
      mended: fc.boolean(),
      createdAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'),
    });
    const shuffled = fc
      .array(told, { minLength: 1, maxLength: 12 })
      .chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(named(folded(other))).toEqual(named(folded(list)));
        const joined = new RecordFold();
        for (const record of joinedRecords(other)) joined.add(record);
        expect(samplesOf(joined)).toEqual(samplesOf(folded(list)));
      }),
    );
  });
});

/** One record a slot, as joining files leaves it. */
function joinedRecords(told: readonly Told[]): SampleRecord[] {
  const slots = new Map<string, SampleRecord>();
  for (const record of told.map(aScoredRecord)) {
    const slot = `${record.drawId}/${record.sampleIndex}`;
    const known = slots.get(slot);
    slots.set(slot, known === undefined ? record : preferredRecord(known, record));
  }
  return [...slots.values()];
}

/** What joining cannot keep is whom else was asked and what else it ran on. */
const samplesOf = (fold: RecordFold) => named(fold).map(({ samples }) => samples);

/** Columns by name: their places go by the order of the records. */
function named(fold: RecordFold) {
  const columns = fold.columns();
  return fold.series().map(({ samples, ...rest }) => ({
    ...rest,
    samples: samples.map(({ cells, ...sample }) => ({
      ...sample,
      cells: Object.fromEntries(columns.map(({ key }, at) => [key, cells[at]])),
    })),
  }));
}
