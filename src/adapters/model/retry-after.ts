/** How long a server asks us to wait, from whichever header it says so in (cases.md C8 to C10). */

/** Longer waits are cut to this: whoever waits should be told, not left. */
export const LONGEST_WAIT_MS = 15 * 60_000;

const UNIT_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * What the server asked for outright (`retry-after-ms`, `Retry-After`) goes before when its limits
 * reset; of several values the shortest sane one counts.
 * @param clockMs our time since 1970; dates are read by the server's clock where it sends `Date`
 * @returns 1..LONGEST_WAIT_MS, or `undefined` where nothing sane was said: past, negative, garbage
 */
export function retryAfterMs(headers: Headers, clockMs: number): number | undefined {
  const serverDate = Date.parse(headers.get('date') ?? '');
  const serverNow = Number.isNaN(serverDate) ? clockMs : serverDate;
  const asked = shortest([
    milliseconds(headers.get('retry-after-ms')),
    secondsOrDate(headers.get('retry-after'), serverNow),
  ]);
  if (asked !== undefined) return asked;
  const resets: (number | undefined)[] = [];
  headers.forEach((value, name) => {
    if (/ratelimit.*reset/.test(name)) resets.push(resetMs(value, serverNow));
  });
  return shortest(resets);
}

/** Durations such as `7`, `6m0s`, `12ms` or Gemini's `22s`, in milliseconds. */
export function durationMs(value: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(value)) return undefined;
  let total = 0;
  for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g))
    total += Number(amount) * UNIT_MS[unit!]!;
  return total;
}

function shortest(waits: (number | undefined)[]): number | undefined {
  const sane = waits.filter((wait) => wait !== undefined && Number.isFinite(wait) && wait > 0);
  if (sane.length === 0) return undefined;
  return Math.min(LONGEST_WAIT_MS, Math.ceil(Math.min(...(sane as number[]))));
}

function milliseconds(value: string | null): number | undefined {
  return value !== null && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : undefined;
}

function secondsOrDate(value: string | null, serverNow: number): number | undefined {
  if (value === null) return undefined;
  const seconds = value.trim();
  if (/^\d+(\.\d+)?(e\d+)?$/i.test(seconds)) return Number(seconds) * 1000;
  // Only the HTTP form: Date.parse alone would read "-5" as a year.
  if (!/^[A-Za-z]{3,9}, /.test(seconds)) return undefined;
  return Date.parse(seconds) - serverNow;
}

/** Seconds, a duration, an RFC 3339 date, or seconds or milliseconds since 1970. */
function resetMs(value: string, serverNow: number): number | undefined {
  const trimmed = value.trim();
  if (/^\d{4}-\d\d-\d\dT/.test(trimmed)) return Date.parse(trimmed) - serverNow;
  if (/^\d{12,}$/.test(trimmed)) return Number(trimmed) - serverNow;
  if (/^\d{9,11}$/.test(trimmed)) return Number(trimmed) * 1000 - serverNow;
  return durationMs(trimmed);
}
