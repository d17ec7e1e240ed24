import { expect, test } from 'vitest';
import { aRecord } from '../../../tests/fixtures/a-record.ts';
import type { Evaluation } from '../../core/evaluate.ts';
import { PAPER_WEIGHTS } from '../../core/metric/reward.ts';
import type { Score } from '../../core/metric/score.ts';
import { shownScores } from './shown-scores.ts';

const text: Score = { metric: 'text-image', encoderId: 'e', status: 'scored', value: 0.5 };
const open: Score = {
  metric: 'reward',
  encoderId: 'e',
  status: 'unscored',
  failure: { stage: 'embed', kind: 'weights-missing', detail: 'No encoder compares pictures.' },
};

test('a reward that the record left open for want of an encoder of pictures is not shown', () => {
  const record = aRecord({
    scores: [text, open],
    reference: { kind: 'svg', sha256: 'f00' },
    rewardWeights: PAPER_WEIGHTS,
  });
  expect(shownScores(record, null)!.reward).toBeNull();
});

test('a scored reward is the record’s own number, with its terms', () => {
  const record = aRecord({
    scores: [text, { metric: 'reward', encoderId: 'e', status: 'scored', value: 0.75 }],
    rewardWeights: PAPER_WEIGHTS,
  });
  expect(shownScores(record, null)!.reward).toMatchObject({
    value: 0.75,
    terms: [{ name: 'text-image', value: 0.75 }],
  });
});

test('of an edit, what its own evaluation gave is shown', () => {
  const evaluation = { scores: [text, open], reward: null, warnings: [], blank: false };
  const editing = {
    evaluation: evaluation as unknown as Evaluation,
    strictFailure: null,
    mends: [],
  };
  expect(shownScores(aRecord(), editing)).toMatchObject({ reward: null, scores: [text, open] });
});
