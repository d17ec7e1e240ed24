/** Whose fault an error is, from its status and the words that came with it (cases.md C1 to C12). */
import type { AskKind } from '../../core/failure.ts';
import type { ProviderError } from './provider-error.ts';

export interface Cause {
  kind: AskKind;
  retryable: boolean;
}

const NO_MONEY = new Set([
  'insufficient_quota',
  'billing_error',
  'billing_hard_limit_reached',
  'credit_balance_exhausted',
  'organization_usage_limit_exceeded',
  'enforced_spend_limit_reached',
]);

/** Statuses that may pass when asked again; 409 only where the provider documents it as a conflict. */
const MAY_PASS = new Set([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529]);

/** The status that a word of an error stands for, when it comes after a 200 and has none. */
const STATUS_OF_CODE: Record<string, number> = {
  authentication_error: 401,
  invalid_api_key: 401,
  unauthenticated: 401,
  permission_error: 403,
  permission_denied: 403,
  not_found_error: 404,
  not_found: 404,
  invalid_request_error: 400,
  invalid_argument: 400,
  request_too_large: 413,
  rate_limit_error: 429,
  rate_limit_exceeded: 429,
  resource_exhausted: 429,
  timeout_error: 504,
  deadline_exceeded: 504,
  api_error: 500,
  server_error: 500,
  internal: 500,
  unavailable: 503,
  overloaded_error: 529,
};

export function causeOf(status: number, error: ProviderError | null): Cause {
  const codes = error?.codes ?? [];
  const message = error?.message ?? '';
  if (status === 402 || codes.some((code) => NO_MONEY.has(code) || /spend_limit_/.test(code)))
    return { kind: 'billing', retryable: false };
  // Anthropic sends these two as 400.
  if (status === 400 && /credit balance is too low|specified API usage limits/i.test(message))
    return { kind: 'billing', retryable: false };
  if (status === 401 || codes.includes('api_key_invalid') || isBadKey(status, message))
    return { kind: 'auth', retryable: false };
  if (status === 403) return { kind: 'forbidden', retryable: false };
  if (status === 404 || isUnknownModel(codes, message))
    return { kind: 'unknown-model', retryable: false };
  if (status === 408) return { kind: 'timeout', retryable: true };
  if (status === 413) return { kind: 'too-large', retryable: false };
  if (status === 429) return { kind: 'rate-limit', retryable: true };
  if (status === 409) return { kind: 'server', retryable: codes.includes('conflict_error') };
  if (status >= 500 || status === 425) return { kind: 'server', retryable: MAY_PASS.has(status) };
  return { kind: 'bad-request', retryable: false };
}

// Gemini answers a bad key with 400.
const isBadKey = (status: number, message: string): boolean =>
  status === 400 && /api key (not valid|expired)|(invalid|incorrect) api key/i.test(message);

const isUnknownModel = (codes: string[], message: string): boolean =>
  codes.some((code) => /model_not_found|invalid_model|model_not_exist/.test(code)) ||
  /not a valid model|model .{0,80}(does not exist|not found)|invalid model/i.test(message);

/** The status of an error that came after a 200, where its words or numbers tell. */
export function statusOf(error: ProviderError): number {
  const named = error.codes.map((code) => STATUS_OF_CODE[code]).find((found) => found);
  // Nothing says whose fault it is: the stream had begun, so the server's is likeliest.
  return error.status ?? named ?? 500;
}
