import { expect, test } from 'vitest';
import { emptyResponse } from '../attempt.ts';
import type { ScoringTools } from '../evaluate.ts';
import { failed, success, type Failure } from '../failure.ts';
import { PAPER_WEIGHTS, type RewardWeights } from '../metric/reward.ts';
import type { Encoder } from '../ports/encoder.ts';
import type { EmbeddableReference } from '../reference.ts';
import { judgeAttempts } from '../sample.ts';
import { SILENT } from '../stage.ts';
import { aRequest } from '../../../tests/fixtures/a-request.ts';
import { renderer, SQUARES } from '../../../tests/fixtures/run-world.ts';
import { rewardOfRecord } from './record-reward.ts';

const embedding = { encoderId: 'e@1/fp32', vector: Float32Array.of(0.6, 0.8) };
const noMemory: Failure = { stage: 'embed', kind: 'out-of-memory', detail: '' };

const anEncoder = (heads: object, image: 'seen' | 'failed' = 'seen') =>
  ({
    card: {
      id: 'e',
      revision: '1',
      title: 'E',
      protocolName: null,
      text: {},
      image: { heads, preprocessing: { sidePx: 224 } },
    },
    precision: 'fp32',
    backend: { kind: 'cpu', threads: 1, runtime: 'fake 1' },
    embedImage: () =>
      Promise.resolve(
        image === 'failed'
          ? failed(noMemory)
          : success({ textImage: embedding, imageImage: embedding }),
      ),
    embedText: () => Promise.resolve(success({ embedding, truncated: false })),
    dispose() {},
  }) as unknown as Encoder;

const TEXT = { textImage: { output: 't' } };
const BOTH = { ...TEXT, imageImage: { output: 'i' } };
const reference: EmbeddableReference = {
  kind: 'svg',
  sha256: 'f00',
  embeddedBy: () => Promise.resolve(success({ textImage: embedding, imageImage: embedding })),
};

interface Case {
  encoders?: Encoder[];
  reference?: EmbeddableReference | null;
  weights?: Partial<RewardWeights>;
  text?: string;
}

function judge({ encoders = [], reference = null, weights = {}, text = SQUARES }: Case) {
  const tools: ScoringTools = { renderer, encoders };
  const request = aRequest({ reference, weights: { ...PAPER_WEIGHTS, ...weights } });
  const attempt = { response: { ...emptyResponse('fake'), text }, failure: null };
  const listener = { ...SILENT, text() {}, reasoning() {}, extracted() {} };
  return judgeAttempts(request, [attempt], tools, listener, new AbortController().signal);
}

const FORMATTED = `<think>a square</think> <answer>${SQUARES}</answer>`;

test.each<[string, Case, number | null]>([
  ['all terms', { encoders: [anEncoder(BOTH)], reference }, 2],
  ['no reference', { encoders: [anEncoder(BOTH)] }, 1],
  ['a reference and no encoder of pictures', { encoders: [anEncoder(TEXT)], reference }, null],
  ['a reference and no encoder at all', { reference, weights: { textImage: 0 } }, null],
  ['an encoder without memory', { encoders: [anEncoder(BOTH, 'failed')] }, null],
  ['no encoder', {}, null],
  ['nothing to draw', { text: 'no', encoders: [anEncoder(BOTH)] }, 0],
  ['a closed gate', { encoders: [anEncoder(BOTH)], weights: { gateOffset: 0.5 } }, -0.5],
  [
    'a gate that it passes, and weight on format',
    { encoders: [anEncoder(BOTH)], weights: { gateOffset: 1, format: 0.5 }, text: FORMATTED },
    1.5,
  ],
])(
  'with %s, the record’s reward has the terms that it was folded from',
  async (_, given, value) => {
    const { record, evaluation } = await judge(given);
    const reward = rewardOfRecord(record);
    if (value === null) expect(reward).toBeNull();
    else expect(reward!.value).toBeCloseTo(value, 6);
    expect(reward).toEqual(evaluation.reward);
    const score = record.scores.find(({ metric }) => metric === 'reward');
    expect(score?.status === 'scored' ? score.value : null).toBe(reward?.value ?? null);
  },
);
