/** What a provider says is wrong, read from the many shapes in which they say it. */
import { at, list, number, record, text } from './read-json.ts';
import { durationMs } from './retry-after.ts';

export interface ProviderError {
  message: string;
  /** Every machine-readable word of the error, lower case: types, codes, statuses, reasons. */
  codes: string[];
  /** HTTP status that the body claims, where it does: streams send errors after a 200. */
  status: number | null;
  /** The parameter it objects to. */
  parameter: string | null;
  retryAfterMs: number | null;
}

/** @returns `null` where the value does not look like an error */
export function readProviderError(body: unknown): ProviderError | null {
  // Gemini wraps errors of its stream in an array; FastAPI servers (vLLM) speak of `detail`.
  const outer = record(Array.isArray(body) ? body[0] : body);
  if (outer === null) return null;
  const { error } = outer;
  if (typeof error === 'string') return plain(error, outer);
  if (record(error) !== null) return plain(text(at(error, 'message')) ?? '', record(error)!);
  if (typeof outer.message === 'string' && (outer.object === 'error' || !('choices' in outer)))
    return plain(outer.message, outer);
  if ('detail' in outer)
    return plain(
      typeof outer.detail === 'string' ? outer.detail : JSON.stringify(outer.detail),
      outer,
    );
  return null;
}

function plain(message: string, error: Record<string, unknown>): ProviderError {
  const details = list(error.details);
  const words = [
    error.type,
    error.code,
    error.status,
    at(error, 'details', 'error_code'),
    at(error, 'metadata', 'error_type'),
    ...details.map((detail) => at(detail, 'reason')),
  ];
  const delay = details.map((detail) => text(at(detail, 'retryDelay'))).find((found) => found);
  const status = number(error.code) ?? number(error.status);
  return {
    message,
    codes: words.filter((word) => typeof word === 'string').map((word) => word.toLowerCase()),
    status: status !== null && status >= 400 && status < 600 ? status : null,
    parameter: text(error.param),
    retryAfterMs: delay ? (durationMs(delay) ?? null) : null,
  };
}
