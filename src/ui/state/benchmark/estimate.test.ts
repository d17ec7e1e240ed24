import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateRun, type EstimatedModel, type EstimateInput } from './estimate.ts';

const model = (change: Partial<EstimatedModel> = {}): EstimatedModel => ({
  title: 'Model',
  calls: 100,
  builtIn: false,
  channel: 'provider',
  price: { input: 1, output: 10, source: 'user' },
  ...change,
});
const estimate = (models: EstimatedModel[], change: Partial<EstimateInput> = {}) =>
  estimateRun({ models, promptCharacters: 350, maxTokens: null, concurrency: 4, encoders: 1, ...change }); // prettier-ignore

test('calls and cost are those of all models, built-in ones free', () => {
  const { calls, cost, unpriced } = estimate([model(), model({ builtIn: true, price: null })]);
  expect(calls).toBe(200);
  // 100 calls of 100 tokens in at $1 and 600 to 4,000 out at $10 a million.
  expect(cost.low).toBeCloseTo(0.61);
  expect(cost.high).toBeCloseTo(4.01);
  expect(unpriced).toEqual([]);
});

test('a model without a price is named, and adds nothing to the sum', () => {
  const { cost, unpriced } = estimate([model({ title: 'Mine', price: null })]);
  expect(unpriced).toEqual(['Mine']);
  expect(cost).toEqual({ low: 0, high: 0 });
});

test('a limit of tokens caps what an answer may cost', () => {
  expect(estimate([model()], { maxTokens: 600 }).cost).toEqual({
    low: estimate([model()]).cost.low,
    high: estimate([model()]).cost.low,
  });
});

test('providers work side by side, models of one provider share it', () => {
  const [one, other] = [model(), model({ channel: 'other' })];
  expect(estimate([one, other]).duration.high).toBe(estimate([one]).duration.high);
  expect(estimate([one, one]).duration.high).toBe(2 * estimate([one]).duration.high);
});

test('no estimate begins above its end', () => {
  fc.assert(
    fc.property(
      fc.nat(10_000),
      fc.option(fc.nat(9_000)),
      fc.integer({ min: 1, max: 64 }),
      fc.boolean(),
      (calls, maxTokens, concurrency, builtIn) => {
        const { duration, cost, tokens } = estimate([model({ calls, builtIn })], { maxTokens, concurrency }); // prettier-ignore
        for (const { low, high } of [duration, cost, tokens]) expect(low).toBeLessThanOrEqual(high);
      },
    ),
  );
});
