import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyResponse } from '../attempt.ts';
import type { Attempt } from '../ports/language-model.ts';
import { BudgetKeeper, estimateOfCall, NO_BUDGET } from './budget.ts';
import { NOTHING_SPENT } from './spend.ts';

const answer = (tokens: number, costUsd: number | null): Attempt => ({
  response: {
    ...emptyResponse('m'),
    text: '<svg/>',
    usage: { promptTokens: 0, completionTokens: tokens, reasoningTokens: null },
    costUsd,
  },
  failure: null,
});

test('the calls of earlier sessions count', () => {
  const keeper = new BudgetKeeper({ ...NO_BUDGET, calls: 3 }, { ...NOTHING_SPENT, calls: 2 });
  const estimate = { tokens: 1, usd: null };
  expect(keeper.reserve(estimate, 'M').kind).toBe('granted');
  expect(keeper.reserve(estimate, 'M').kind).toBe('wait');
  keeper.settle(estimate, answer(1, null));
  expect(keeper.reserve(estimate, 'M')).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining('3 of 3 calls') as string,
  });
});

test('whatever calls cost below their estimate, the ceiling holds', () => {
  const call = fc.record({
    estimate: fc.integer({ min: 1, max: 50 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(call, { maxLength: 60 }),
      fc.integer({ min: 0, max: 300 }),
      (calls, cap) => {
        const keeper = new BudgetKeeper(
          { calls: null, tokens: cap, usd: cap / 100 },
          NOTHING_SPENT,
        );
        const open: { estimate: { tokens: number; usd: number }; cost: number }[] = [];
        const end = () => {
          const { estimate, cost } = open.shift()!;
          keeper.settle(estimate, answer(cost, cost / 100));
        };
        for (const { estimate: tokens, share } of calls) {
          const estimate = { tokens, usd: tokens / 100 };
          const { kind } = keeper.reserve(estimate, 'M');
          if (kind === 'granted') open.push({ estimate, cost: Math.floor(tokens * share) });
          if (kind === 'wait') {
            expect(open.length).toBeGreaterThan(0);
            end();
          }
        }
        while (open.length > 0) end();
        expect(keeper.spent.completionTokens).toBeLessThanOrEqual(cap);
        expect(keeper.spent.usd).toBeLessThanOrEqual(cap / 100 + 1e-9);
      },
    ),
  );
});

test('a call that was cut before it said what it used is taken at its estimate', () => {
  const keeper = new BudgetKeeper({ ...NO_BUDGET, tokens: 100 }, NOTHING_SPENT);
  const estimate = { tokens: 60, usd: null };
  keeper.reserve(estimate, 'M');
  const cut = { stage: 'ask', kind: 'interrupted', retryable: true, detail: '' } as const;
  keeper.settle(estimate, { response: { ...emptyResponse('m'), text: '<sv' }, failure: cut });
  expect(keeper.spent).toMatchObject({ calls: 1, completionTokens: 0, maybeBilled: 1 });
  expect(keeper.reserve(estimate, 'M').kind).toBe('refused');
});

test('a budget in money is refused where no price is known', () => {
  const keeper = new BudgetKeeper({ ...NO_BUDGET, usd: 5 }, NOTHING_SPENT);
  const refused = keeper.reserve(estimateOfCall(300, 1000, 0, null), 'Mystery');
  expect(refused).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining('Mystery') as string,
  });
});

test('a call is taken at its token limit, else at the longest answer seen', () => {
  const price = { input: 1, output: 10 };
  expect(estimateOfCall(300, 1000, 9000, price)).toEqual({ tokens: 1100, usd: 0.0101 });
  expect(estimateOfCall(0, null, 9000, price).tokens).toBe(9000);
  expect(estimateOfCall(0, null, 0, null)).toEqual({ tokens: 4096, usd: null });
});
