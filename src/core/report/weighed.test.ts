import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aScoredRecord, ENCODER, type Told } from '../../../tests/fixtures/a-scored-record.ts';
import { rewardScore } from '../metric/reward-score.ts';
import { PAPER_WEIGHTS, type RewardWeights } from '../metric/reward.ts';
import { isFormatted } from '../program/format-gate.ts';
import type { SampleRecord } from '../bench/record.ts';
import { reportOf } from './make-report.ts';
import { RecordFold } from './record-fold.ts';
import { TERM_MISSING, weighed } from './weighed.ts';

const FORMATTED = '<think></think> <answer><svg></svg></answer>';

/** As scoring leaves it: with the reward of these weights. */
function scoredWith(weights: RewardWeights, told: Told, formatted = false): SampleRecord {
  const record = aScoredRecord(told);
  for (const { response } of record.attempts) if (formatted) response.text = FORMATTED;
  const { failure, reference } = record;
  const others = record.scores.filter(({ metric }) => metric !== 'reward');
  const measured = {
    failure,
    strictFailure: null,
    source: null,
    formatted: isFormatted(formatted ? FORMATTED : ''),
    hasReference: reference !== null,
    encoded: [],
  };
  const reward = rewardScore(measured, others, weights);
  return { ...record, rewardWeights: weights, scores: [...others, reward] };
}

function folded(records: readonly SampleRecord[]): RecordFold {
  const fold = new RecordFold();
  for (const record of records) fold.add(record);
  return fold;
}

const rewardsIn = (fold: ReturnType<typeof weighed>) => {
  const index = fold.columns().findIndex(({ key }) => key === 'reward');
  return fold.series().flatMap(({ samples }) => samples.map(({ cells }) => cells[index]));
};

const weight = fc.double({ min: 0, max: 2, noNaN: true });
const anyWeights: fc.Arbitrary<RewardWeights> = fc.record({
  textImage: weight,
  imageImage: weight,
  length: weight,
  format: fc.constantFrom(0, 0.3),
  gateOffset: fc.constantFrom(null, 0, 0.5),
});
const anyTold = fc.record({
  score: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
  reference: fc.double({ min: -1, max: 1, noNaN: true }),
  compared: fc.boolean(),
  lost: fc.boolean(),
  formatted: fc.boolean(),
});

describe('rewards that are folded again', () => {
  it('are those that scoring with these weights gives, whatever they were before', () => {
    fc.assert(
      fc.property(
        anyWeights,
        anyWeights,
        fc.array(anyTold, { minLength: 1, maxLength: 5 }),
        (before, after, list) => {
          const records = (weights: RewardWeights) =>
            list.map(({ compared, lost, formatted, reference, score }, at) =>
              scoredWith(
                weights,
                {
                  item: String(at),
                  score,
                  ...(compared && { reference }),
                  ...(lost && { score: null, lost: 'interrupted' as const }),
                },
                formatted,
              ),
            );
          const again = rewardsIn(weighed(folded(records(before)), after));
          const direct = rewardsIn(folded(records(after)));
          const numbers = (cells: typeof again) =>
            cells.map((cell) => (typeof cell === 'number' ? cell : null));
          expect(numbers(again)).toEqual(numbers(direct));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are the sum by hand, and a report under them names the weights', () => {
    const fold = folded([
      scoredWith(PAPER_WEIGHTS, { item: 'a', score: 0.2, reference: 0.6 }),
      scoredWith(PAPER_WEIGHTS, { item: 'b', score: null }),
    ]);
    const weights = { textImage: 0.5, imageImage: 2, length: 1, format: 0, gateOffset: null };
    const report = reportOf(fold, { weights, main: 'reward' });
    const [group] = report.groups;
    const column = group!.columns.findIndex(({ key }) => key === 'reward');
    const byHand = 0.5 * 0.6 + 2 * 0.8 + (1 - 77 / 6000);
    expect(group!.rows[0]!.figures[column]!.mean).toBeCloseTo(byHand / 2, 12);
    expect(report.weights).toEqual(weights);
    expect(report.notes.join()).toContain('picture to picture 2');
    expect(reportOf(fold).weights).toBeNull();
  });

  it('of runs that were weighed otherwise may stand side by side', () => {
    const other = { ...PAPER_WEIGHTS, length: 1 };
    const fold = folded([
      scoredWith(PAPER_WEIGHTS, { item: 'a', score: 0.2 }),
      scoredWith(other, { item: 'a', score: 0.3, model: 'birch' }),
    ]);
    expect(reportOf(fold).groups).toHaveLength(2);
    expect(reportOf(fold, { weights: other }).groups).toHaveLength(1);
  });

  it('say which sample lacks a term, and take a mended one as undrawn where only what was sent counts', () => {
    const mended = scoredWith(PAPER_WEIGHTS, { item: 'a', score: 0.2, mended: true });
    const bare = scoredWith({ ...PAPER_WEIGHTS, textImage: 0 }, { item: 'b', score: 0.2 });
    bare.scores = bare.scores.filter(({ encoderId }) => encoderId !== ENCODER);
    const weights = { ...PAPER_WEIGHTS, length: -1, gateOffset: 0.25 };
    const closed = reportOf(folded([mended]), { weights, policy: { validity: 'strict' } });
    const open = { ...weights, gateOffset: null };
    const strict = reportOf(folded([mended]), { weights: open, policy: { validity: 'strict' } });
    const meanOf = ({ groups: [group] }: typeof strict) =>
      group!.rows[0]!.figures[group!.columns.findIndex(({ key }) => key === 'reward')]!.mean;
    expect([meanOf(closed), meanOf(strict)]).toEqual([-0.25, 0]);
    expect(rewardsIn(weighed(folded([bare]), PAPER_WEIGHTS))).toEqual([TERM_MISSING]);
  });
});
