/**
 * A ceiling on what a run may cost, checked before each call, with a reserve for the calls under way:
 * they end somewhere below it (cases.md G12).
 */
import type { Attempt } from '../ports/language-model.ts';
import { formatCount, formatUsd } from '../format-number.ts';
import { addSpend, spendOf, type Spend } from './spend.ts';

/** `null`: no ceiling. Counted over the whole run, earlier sessions included. */
export interface Budget {
  calls: number | null;
  /** Prompt and completion. */
  tokens: number | null;
  usd: number | null;
}

export const NO_BUDGET: Budget = Object.freeze({ calls: null, tokens: null, usd: null });

/** What one call may cost at most, as far as can be said. */
export interface CallEstimate {
  tokens: number;
  /** `null`: no price is known. */
  usd: number | null;
}

export type Reservation =
  | { kind: 'granted'; estimate: CallEstimate }
  /** What is under way may cost less than reserved: ask again once it has ended. */
  | { kind: 'wait' }
  /** @param detail a sentence for people */
  | { kind: 'refused'; detail: string };

export class BudgetKeeper {
  readonly #budget: Budget;
  #spent: Spend;
  /** Assumed for calls whose answer was lost. */
  #assumed: CallEstimate = { tokens: 0, usd: 0 };
  #reserved = { calls: 0, tokens: 0, usd: 0 };

  /** @param spent by earlier sessions of the run; lost calls among them are taken as average ones */
  constructor(budget: Budget, spent: Spend) {
    this.#budget = budget;
    this.#spent = spent;
    const known = spent.calls - spent.maybeBilled;
    if (known <= 0) return;
    const share = spent.maybeBilled / known;
    this.#assumed = { tokens: tokensOf(spent) * share, usd: spent.usd * share };
  }

  get spent(): Spend {
    return this.#spent;
  }

  reserve(estimate: CallEstimate, modelTitle: string): Reservation {
    const { calls, tokens, usd } = this.#budget;
    if (usd !== null && estimate.usd === null)
      return {
        kind: 'refused',
        detail: `There is no price for ${modelTitle}, so a budget in money cannot be kept. State its price, or set a budget in calls or tokens.`,
      };
    const over =
      exceeds(calls, this.#spent.calls, this.#reserved.calls + 1) ??
      exceeds(tokens, this.#tokens(), this.#reserved.tokens + estimate.tokens) ??
      exceeds(usd, this.#usd(), this.#reserved.usd + (estimate.usd ?? 0));
    if (over === null) {
      this.#reserved.calls++;
      this.#reserved.tokens += estimate.tokens;
      this.#reserved.usd += estimate.usd ?? 0;
      return { kind: 'granted', estimate };
    }
    if (over === 'reserve' && this.#reserved.calls > 0) return { kind: 'wait' };
    return { kind: 'refused', detail: this.#words(estimate) };
  }

  /** @param attempt `null`: the call was given up before anything was sent or heard */
  settle(estimate: CallEstimate, attempt: Attempt | null): void {
    this.#reserved.calls--;
    this.#reserved.tokens -= estimate.tokens;
    this.#reserved.usd -= estimate.usd ?? 0;
    if (attempt === null) return;
    const spend = spendOf(attempt);
    this.#spent = addSpend(this.#spent, spend);
    if (spend.maybeBilled === 0) return;
    this.#assumed.tokens += estimate.tokens;
    this.#assumed.usd = (this.#assumed.usd ?? 0) + (estimate.usd ?? 0);
  }

  #tokens = (): number => tokensOf(this.#spent) + this.#assumed.tokens;
  #usd = (): number => this.#spent.usd + (this.#assumed.usd ?? 0);

  #words(next: CallEstimate): string {
    const { calls, tokens, usd } = this.#budget;
    const parts = [
      calls === null ? '' : `${this.#spent.calls} of ${calls} calls`,
      tokens === null
        ? ''
        : `${formatCount(this.#tokens())} of ${formatCount(tokens)} tokens, and a call may take ${formatCount(next.tokens)}`,
      usd === null
        ? ''
        : `${formatUsd(this.#usd())} of ${formatUsd(usd)}, and a call may cost ${formatUsd(next.usd)}`,
    ].filter((part) => part !== '');
    return `The budget does not allow another call: spent are ${parts.join('; ')}. Raise it to go on.`;
  }
}

/** Used where nothing better is known: a long drawing. */
const USUAL_COMPLETION_TOKENS = 4096;
/** English prose has 4 characters a token, markup fewer. */
const CHARACTERS_PER_TOKEN = 3;

/**
 * @param promptLength characters, system prompt included
 * @param longestSeen completion tokens of the longest answer so far, 0 for none
 * @param price US dollars per million tokens
 */
export function estimateOfCall(
  promptLength: number,
  maxTokens: number | null,
  longestSeen: number,
  price: { input: number; output: number } | null,
): CallEstimate {
  const prompt = Math.ceil(promptLength / CHARACTERS_PER_TOKEN);
  const completion = maxTokens ?? Math.max(longestSeen, USUAL_COMPLETION_TOKENS);
  const usd = price === null ? null : (prompt * price.input + completion * price.output) / 1e6;
  return { tokens: prompt + completion, usd };
}

/** `reserve`: only with what is under way; `spent`: without it, too. */
function exceeds(
  ceiling: number | null,
  spent: number,
  reserved: number,
): 'reserve' | 'spent' | null {
  if (ceiling === null || spent + reserved <= ceiling) return null;
  return spent >= ceiling ? 'spent' : 'reserve';
}

const tokensOf = ({ promptTokens, completionTokens }: Spend): number =>
  promptTokens + completionTokens;
