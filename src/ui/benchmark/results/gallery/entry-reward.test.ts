import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rewardTermsOf } from '../../../../core/bench/record-reward.ts';
import type { SampleRecord } from '../../../../core/bench/record.ts';
import { aRecord } from '../../../../../tests/fixtures/a-record.ts';
import { foldReward } from '../../../../core/metric/reward-terms.ts';
import { PAPER_WEIGHTS, type RewardWeights } from '../../../../core/metric/reward.ts';
import { undrawnReward } from '../../../../core/report/weighed.ts';
import { rowOf } from '../../../../core/run/slot-row.ts';
import type { SlotEntry } from '../../../state/benchmark-results/run-index.ts';
import { countedColumn } from './counted-column.ts';
import { PROTOCOL_POLICY } from '../../../../core/report/policy.ts';
import { rewardOf } from './entry-reward.ts';

const ENCODER = 'some-encoder/fp32';

const entryOf = (record: SampleRecord): SlotEntry => {
  const { id, scores, formatted, length, itemId, slotId, seed, sampleIndex, state, outcome } =
    rowOf(record);
  return {
    recordId: id,
    model: 0,
    formatted: formatted ?? null,
    ...{ scores, length, itemId, slotId, seed, sampleIndex, state, outcome },
  };
};

function recordOf(text: string, textImage: number, imageImage: number | null): SampleRecord {
  const record = aRecord({ run: { runId: 'r', slotId: 's' } });
  const scored = { encoderId: ENCODER, status: 'scored' } as const;
  return {
    ...record,
    failure: null,
    outcome: 'ok',
    reference: imageImage === null ? null : { kind: 'svg', sha256: 'x' },
    attempts: record.attempts.map((attempt) => ({
      ...attempt,
      response: { ...attempt.response, text },
    })),
    scores: [
      { metric: 'text-image', ...scored, value: textImage },
      ...(imageImage === null
        ? []
        : [{ metric: 'image-image' as const, ...scored, value: imageImage }]),
      { metric: 'length', encoderId: null, status: 'scored', value: 1500 },
      { metric: 'reward', ...scored, value: 0.5 },
    ],
  } as SampleRecord;
}

const cosine = fc.double({ min: -1, max: 1, noNaN: true });
const weight = fc.double({ min: 0, max: 10, noNaN: true });
const weights: fc.Arbitrary<RewardWeights> = fc.record({
  textImage: weight,
  imageImage: weight,
  length: weight,
  format: weight,
  gateOffset: fc.option(weight),
});

describe('a reward of other weights in the gallery', () => {
  test('is the one that a report folds of the record, drawn or not', () => {
    const text = fc.constantFrom('<svg/>', '<think>x</think> <answer><svg/></answer>');
    fc.assert(
      fc.property(text, cosine, fc.option(cosine), weights, (said, one, other, chosen) => {
        const record = recordOf(said, one, other);
        const terms = rewardTermsOf(record);
        const found = rewardOf(entryOf(record), chosen, record.reference !== null);
        expect(found.value).toBe(foldReward(terms!, chosen)?.value ?? null);
        expect(found.undrawn).toBe(undrawnReward(terms, chosen));
      }),
    );
  });

  test('is not known of a row that does not say whether the answer is formatted, where that counts', () => {
    const entry = { ...entryOf(recordOf('<svg/>', 0.2, null)), formatted: null };
    expect(rewardOf(entry, PAPER_WEIGHTS, false).value).toBeCloseTo(0.6);
    for (const chosen of [
      { ...PAPER_WEIGHTS, format: 1 },
      { ...PAPER_WEIGHTS, gateOffset: 1 },
    ])
      expect(rewardOf(entry, chosen, false)).toEqual({ value: null, undrawn: null });
  });

  test('stands in the column of rewards, and the records’ own where none are chosen', () => {
    const entry = entryOf(recordOf('<svg/>', 0.2, null));
    const column = { key: 'reward ', metric: 'reward', encoderId: null } as const;
    const counting = {
      policy: PROTOCOL_POLICY,
      lookups: {},
      suiteSha256: null,
      hasReference: () => false,
    };
    const shown = (chosen: RewardWeights | null) =>
      countedColumn(column, { ...counting, weights: chosen }).scoreOf(entry);
    expect(shown(null)).toBe(0.5);
    expect(shown({ ...PAPER_WEIGHTS, textImage: 2 })).toBeCloseTo(1.2);
  });
});
