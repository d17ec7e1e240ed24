import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { EncoderCard } from '../embedding/encoder-card.ts';
import type { Failure } from '../failure.ts';
import { scoreSample } from './index.ts';
import type { EncodedSample, Measured } from './measured.ts';
import { PAPER_WEIGHTS, reward } from './reward.ts';
import type { MetricId, Score } from './score.ts';

const card = (heads: EncoderCard['image']['heads']) => ({ image: { heads } }) as EncoderCard;
const BOTH = card({ textImage: { output: 't' }, imageImage: { output: 'i' } });

const unit = (angle: number) => new Float32Array([Math.cos(angle), Math.sin(angle)]);
const embedding = (angle: number) => ({ encoderId: 'e', vector: unit(angle) });

const encoded = (change: Partial<EncodedSample> = {}): EncodedSample => ({
  encoderId: 'e',
  backend: { kind: 'wasm', threads: 1, runtime: 'fake 1' },
  captionCut: false,
  card: BOTH,
  image: { ok: true, value: { textImage: embedding(0), imageImage: embedding(0) } },
  caption: { ok: true, value: embedding(Math.PI / 3) },
  reference: null,
  ...change,
});

const measured = (change: Partial<Measured> = {}): Measured => ({
  strictFailure: null,
  failure: null,
  source: '<svg/>',
  formatted: false,
  hasReference: false,
  encoded: [encoded()],
  ...change,
});

const malformed: Failure = { stage: 'check', kind: 'malformed', detail: 'x' };
const offline: Failure = { stage: 'ask', kind: 'offline', retryable: true, detail: 'x' };

const find = (scores: Score[], metric: MetricId) =>
  scores.find((score) => score.metric === metric)!;

describe('scores of a sample', () => {
  test('text-image is the plain cosine, named after its encoder', () => {
    const score = find(scoreSample(measured(), PAPER_WEIGHTS), 'text-image');
    expect(score).toMatchObject({ status: 'scored', encoderId: 'e' });
    expect(score.status === 'scored' && score.value).toBeCloseTo(0.5, 6);
  });

  test('a mended program is valid after mending and not as sent', () => {
    const scores = scoreSample(measured({ strictFailure: malformed }), PAPER_WEIGHTS);
    expect(find(scores, 'validity-strict')).toMatchObject({ value: 0 });
    expect(find(scores, 'validity-recovered')).toMatchObject({ value: 1 });
  });

  test('a missing reference is unscored, never zero, and leaves the reward its other term', () => {
    const scores = scoreSample(measured(), PAPER_WEIGHTS);
    expect(find(scores, 'image-image')).toMatchObject({
      status: 'unscored',
      failure: { kind: 'no-reference' },
    });
    const rewarded = find(scores, 'reward');
    expect(rewarded.status === 'scored' && rewarded.value).toBeCloseTo(0.75, 6);
  });

  test('an encoder that failed leaves its score and the reward unscored', () => {
    const failure: Failure = { stage: 'embed', kind: 'out-of-memory', detail: 'x' };
    const broken = encoded({ image: { ok: false, failure } });
    const scores = scoreSample(measured({ encoded: [broken] }), PAPER_WEIGHTS);
    expect(find(scores, 'text-image')).toMatchObject({ status: 'unscored', failure });
    expect(find(scores, 'reward')).toMatchObject({ status: 'unscored', failure });
  });

  test("a candidate's fault earns a reward of nothing, a system's fault none at all", () => {
    const bad = scoreSample(measured({ failure: malformed, encoded: [] }), PAPER_WEIGHTS);
    expect(find(bad, 'reward')).toMatchObject({ status: 'scored', value: 0 });
    expect(find(bad, 'validity-recovered')).toMatchObject({ value: 0 });
    const gone = scoreSample(
      measured({ failure: offline, source: null, encoded: [] }),
      PAPER_WEIGHTS,
    );
    for (const metric of ['reward', 'validity-strict', 'validity-recovered', 'length'] as const)
      expect(find(gone, metric).status).toBe('unscored');
  });

  test('where the gate is closed, no encoder is waited for', () => {
    const failure: Failure = { stage: 'embed', kind: 'out-of-memory', detail: 'x' };
    const broken = encoded({ image: { ok: false, failure } });
    const gate = { ...PAPER_WEIGHTS, gateOffset: 0.5 };
    const closed = scoreSample(measured({ encoded: [broken] }), gate);
    expect(find(closed, 'reward')).toMatchObject({ status: 'scored', value: -0.5 });
    const passed = scoreSample(measured({ encoded: [broken], formatted: true }), gate);
    expect(find(passed, 'reward')).toMatchObject({ status: 'unscored', failure });
  });

  test('what does not draw has no length', () => {
    const scores = scoreSample(measured({ failure: malformed, encoded: [] }), PAPER_WEIGHTS);
    expect(find(scores, 'length')).toMatchObject({ status: 'unscored', failure: malformed });
  });

  test('with a reference that no encoder can compare, the reward is not half a reward', () => {
    const reference = { ok: true, value: { textImage: embedding(0) } } as const;
    const textOnly = encoded({ card: card({ textImage: { output: 't' } }), reference });
    const sample = measured({ encoded: [textOnly], hasReference: true });
    const scores = scoreSample(sample, PAPER_WEIGHTS);
    expect(find(scores, 'text-image').status).toBe('scored');
    expect(find(scores, 'reward')).toMatchObject({
      status: 'unscored',
      failure: { kind: 'weights-missing' },
    });
  });

  test('a reward that lacks its encoder does not blame the missing reference', () => {
    const pictures = encoded({ card: card({ imageImage: { output: 'i' } }), caption: null });
    const reward = find(scoreSample(measured({ encoded: [pictures] }), PAPER_WEIGHTS), 'reward');
    expect(reward).toMatchObject({ status: 'unscored', failure: { kind: 'weights-missing' } });
  });

  test('without an encoder there is no reward to speak of', () => {
    const scores = scoreSample(measured({ encoded: [] }), PAPER_WEIGHTS);
    expect(find(scores, 'reward')).toMatchObject({
      status: 'unscored',
      failure: { kind: 'weights-missing' },
    });
  });
});

describe('reward', () => {
  const parts = {
    textImage: 0.5,
    imageImage: 0.25,
    lengthCharacters: 3000,
    formatted: true,
    rendered: true,
  };

  test('is the official sum', () => {
    const weights = { textImage: 1, imageImage: 2, length: 0.5, format: 0.1, gateOffset: 1 };
    expect(reward(parts, weights).value).toBeCloseTo(0.75 + 2 * 0.625 + 0.5 * 0.5 + 0.1, 12);
  });

  test('has no image term where there is no reference', () => {
    const value = reward({ ...parts, imageImage: null }, PAPER_WEIGHTS);
    expect(value).toMatchObject({ value: 0.75, possible: 1 });
  });

  test('is replaced by the penalty only where the format has no weight of its own', () => {
    const unformatted = { ...parts, formatted: false };
    expect(reward(unformatted, { ...PAPER_WEIGHTS, gateOffset: 1 }).value).toBe(-1);
    const weighted = { ...PAPER_WEIGHTS, format: 0.1, gateOffset: 1 };
    expect(reward(unformatted, weighted).value).toBeCloseTo(0.75 + 0.625, 12);
  });

  test('is 0 where the gate is closed at 0, as in the official code, and whole without a gate', () => {
    const unformatted = { ...parts, formatted: false };
    const closed = reward(unformatted, { ...PAPER_WEIGHTS, gateOffset: 0 });
    expect(closed).toMatchObject({ value: 0, terms: [], gated: true });
    const open = reward(unformatted, PAPER_WEIGHTS);
    expect(open).toMatchObject({ value: 0.75 + 0.625, gated: false });
    const formatted = reward(parts, { ...PAPER_WEIGHTS, gateOffset: 0 });
    expect(formatted).toMatchObject({ value: 0.75 + 0.625, gated: false });
  });

  test('a drawing that does not render gets none of the terms', () => {
    expect(reward({ ...parts, rendered: false }, PAPER_WEIGHTS).value).toBe(0);
  });

  test('stays between nothing and what is possible', () => {
    const cosine = fc.double({ min: -1, max: 1, noNaN: true });
    const weight = fc.double({ min: 0, max: 5, noNaN: true });
    fc.assert(
      fc.property(cosine, cosine, weight, weight, weight, fc.nat(), (t, i, a, b, c, n) => {
        const weights = { ...PAPER_WEIGHTS, textImage: a, imageImage: b, length: c };
        const result = reward(
          { ...parts, textImage: t, imageImage: i, lengthCharacters: n },
          weights,
        );
        expect(result.value).toBeGreaterThanOrEqual(0);
        expect(result.value).toBeLessThanOrEqual(result.possible + 1e-9);
      }),
    );
  });
});
