/** What one call to a model came to, in words: how it ended, what it used, how long it took. */
import type { Attempt } from '../../../../core/ports/language-model.ts';
import { formatCount } from '../../../parts/scores/format.ts';
import { formatMoney } from '../../run-words.ts';

/** Why it ended; a failure's own words go before the provider's. */
export function endWords({ response, failure }: Attempt): string {
  if (failure !== null) return failure.detail;
  switch (response.stopReason) {
    case 'stop':
      return 'Finished by itself';
    case 'length':
      return 'Stopped at the token limit';
    case 'content-filter':
      return 'Stopped by the provider’s filter';
    case 'refusal':
      return 'Refused';
    case 'error':
      return 'Ended with an error';
    case 'other':
      return 'Ended for a reason that the provider does not name';
  }
}

/** `asked for 8,000 tokens at most`; empty where that is the run's own limit. */
export const limitWords = ({ maxTokens }: Attempt): string =>
  maxTokens === undefined ? '' : `asked for ${formatCount(maxTokens)} tokens at most`;

/** `388 in, 1,200 out, 640 of them thinking`; empty where the provider does not say. */
export function tokenWords({ response: { usage } }: Attempt): string {
  const { promptTokens, completionTokens, reasoningTokens } = usage;
  const parts = [];
  if (promptTokens !== null) parts.push(`${formatCount(promptTokens)} in`);
  if (completionTokens !== null) parts.push(`${formatCount(completionTokens)} out`);
  if (reasoningTokens !== null && reasoningTokens > 0)
    parts.push(`${formatCount(reasoningTokens)} of them thinking`);
  return parts.join(', ');
}

/** `0.41 s to first token, 19.7 s in all`; empty for an answer made elsewhere, which has no time. */
export function attemptTimeWords({ response: { firstTokenMs, latencyMs } }: Attempt): string {
  if (latencyMs === 0) return '';
  const whole = `${seconds(latencyMs)} in all`;
  return firstTokenMs === null ? whole : `${seconds(firstTokenMs)} to first token, ${whole}`;
}

const seconds = (ms: number): string => {
  const value = ms / 1_000;
  return `${value.toFixed(value < 1 ? 2 : 1)} s`;
};

/** `price unknown` is said: nothing is not the same as not known. */
export const costWords = ({ response: { costUsd } }: Attempt): string =>
  costUsd === null ? 'price unknown' : formatMoney(costUsd);
