/** Asks for one slot until there is an answer, or a reason why there will be none (cases.md C). */
import { askUntilStopped } from '../attempt.ts';
import type { AskRequest, Attempt, LanguageModel } from '../ports/language-model.ts';
import type { Price } from '../ports/model-shelf.ts';
import { waitUntil, type Clock } from '../ports/clock.ts';
import { estimateOfCall, type BudgetKeeper, type CallEstimate } from './budget.ts';
import type { Channel } from './channel.ts';
import { RETRY, verdictOn, type Verdict } from './verdict.ts';

export interface AskTools {
  channel: Channel;
  /** As the plan names it. */
  modelId: string;
  budget: BudgetKeeper;
  clock: Clock;
  price: Price | null;
  /** Completion tokens of the longest answer so far. */
  longestSeen(): number;
  /** Called with a sentence when the budget allows no further call. */
  overBudget(detail: string): void;
  /** Resolves when a call has ended, so that less is reserved. */
  callEnded(): Promise<void>;
  /** Told before and after each call. */
  underWay(change: 1 | -1): void;
}

export type Asked =
  /** The last attempt is the model's own answer. */
  | { kind: 'answered'; attempts: Attempt[] }
  /** The last attempt is a system's fault that asking again did not mend. */
  | { kind: 'failed'; attempts: Attempt[] }
  /** Begun or not, it was left for later: the run pauses, or its provider is stopped. */
  | { kind: 'left'; attempts: Attempt[] };

/**
 * @returns the attempts made now, oldest first
 * @throws the signal's reason when aborted before anything of a first answer arrived
 */
export async function askSlot(
  model: LanguageModel,
  request: AskRequest,
  tools: AskTools,
  stop: AbortSignal,
): Promise<Asked> {
  const { channel, clock } = tools;
  const attempts: Attempt[] = [];
  let failingSinceMs: number | null = null;
  for (let tries = 1; ;) {
    const estimate = await admitted(model, request, tools);
    if (estimate === null) return { kind: 'left', attempts };
    const sentAtMs = clock.nowMs();
    const attempt = await once(model, request, tools, estimate, stop);
    if (attempt === null) return { kind: 'left', attempts };
    const verdict = verdictOn(attempt);
    const waitMs = channel.heard(verdict, tools.modelId, sentAtMs, tries);
    if (isOfTheSlot(verdict)) attempts.push(attempt);
    switch (verdict.kind) {
      case 'answer':
        return { kind: 'answered', attempts };
      case 'give-up':
        return { kind: 'failed', attempts };
      case 'left':
      case 'stop-model':
      case 'stop-provider':
        return { kind: 'left', attempts };
      case 'offline':
        continue;
      case 'retry':
        failingSinceMs ??= clock.nowMs();
        if (isLastTry(verdict, tries, clock.nowMs() + waitMs - failingSinceMs))
          return { kind: channel.halted.aborted ? 'left' : 'failed', attempts };
        tries++;
        await waitUntil(clock, clock.nowMs() + waitMs, channel.halted);
    }
  }
}

/** Waits until a call may be made and paid for. @returns `null`: none will be */
async function admitted(
  model: LanguageModel,
  request: AskRequest,
  tools: AskTools,
): Promise<CallEstimate | null> {
  const { channel, budget } = tools;
  const promptLength = (request.system?.length ?? 0) + request.user.length;
  for (;;) {
    if (!(await channel.clear())) return null;
    if (channel.isModelHalted(tools.modelId)) {
      channel.leftUnheard();
      return null;
    }
    const { maxTokens } = request.settings;
    const estimate = estimateOfCall(promptLength, maxTokens, tools.longestSeen(), tools.price);
    const reservation = budget.reserve(estimate, model.title);
    if (reservation.kind === 'granted') return estimate;
    channel.leftUnheard();
    if (reservation.kind === 'refused') {
      tools.overBudget(reservation.detail);
      return null;
    }
    await tools.callEnded();
  }
}

/** @returns `null`: stopped before anything arrived */
async function once(
  model: LanguageModel,
  request: AskRequest,
  { budget, channel, underWay }: AskTools,
  estimate: CallEstimate,
  stop: AbortSignal,
): Promise<Attempt | null> {
  underWay(1);
  let attempt: Attempt | null = null;
  try {
    attempt = await askUntilStopped(model, request, SILENT, stop);
    return attempt;
  } catch (error) {
    channel.leftUnheard();
    if (!stop.aborted) throw error;
    return null;
  } finally {
    budget.settle(estimate, attempt);
    underWay(-1);
  }
}

/** What a provider says to everyone is none of the slot's, which stays in the queue as it was. */
const isOfTheSlot = ({ kind }: Verdict): boolean =>
  kind !== 'offline' && kind !== 'stop-model' && kind !== 'stop-provider';

const isLastTry = (
  { failure }: Extract<Verdict, { kind: 'retry' }>,
  tries: number,
  elapsedMs: number,
): boolean =>
  tries >= RETRY.tries ||
  elapsedMs > RETRY.withinMs ||
  (failure.kind === 'bad-body' && tries >= RETRY.badBodyTries);

const SILENT = { text() {} };
