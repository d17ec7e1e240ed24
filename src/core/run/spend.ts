/** What calls have cost: the sums that a budget is held against and a report states. */
import { isOverlongAnswer } from '../failure.ts';
import type { Attempt } from '../ports/language-model.ts';

export interface Spend {
  calls: number;
  promptTokens: number;
  /** Reasoning included. */
  completionTokens: number;
  reasoningTokens: number;
  /** US dollars, of the calls whose price is known. */
  usd: number;
  /** Calls whose price is not known. */
  unpriced: number;
  /** Calls that were cut before the provider said what they used: they may have been billed. */
  maybeBilled: number;
}

export const NOTHING_SPENT: Spend = Object.freeze({
  calls: 0,
  promptTokens: 0,
  completionTokens: 0,
  reasoningTokens: 0,
  usd: 0,
  unpriced: 0,
  maybeBilled: 0,
});

/** A request that was turned away was not answered, and costs nothing. */
export function spendOf({ response, failure }: Attempt): Spend {
  const { usage, costUsd } = response;
  const cut = failure?.stage === 'ask' && MAY_HAVE_COST.has(failure.kind);
  const lost = (cut || (failure !== null && isOverlongAnswer(failure))) && costUsd === null;
  const answered = failure === null || response.text !== '' || response.reasoning !== '';
  return {
    calls: 1,
    promptTokens: usage.promptTokens ?? 0,
    completionTokens: usage.completionTokens ?? 0,
    reasoningTokens: usage.reasoningTokens ?? 0,
    usd: costUsd ?? 0,
    unpriced: answered && costUsd === null ? 1 : 0,
    maybeBilled: lost ? 1 : 0,
  };
}

export const addSpend = (a: Spend, b: Spend): Spend => combine(a, b, 1);
export const subtractSpend = (a: Spend, b: Spend): Spend => combine(a, b, -1);

/** The connection ended, not the generation: the provider may have gone on and billed it. */
const MAY_HAVE_COST: ReadonlySet<string> = new Set([
  'network',
  'interrupted',
  'timeout',
  'cancelled',
  'bad-body',
]);

const combine = (a: Spend, b: Spend, sign: 1 | -1): Spend => ({
  calls: a.calls + sign * b.calls,
  promptTokens: a.promptTokens + sign * b.promptTokens,
  completionTokens: a.completionTokens + sign * b.completionTokens,
  reasoningTokens: a.reasoningTokens + sign * b.reasoningTokens,
  usd: a.usd + sign * b.usd,
  unpriced: a.unpriced + sign * b.unpriced,
  maybeBilled: a.maybeBilled + sign * b.maybeBilled,
});
