import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationMs, LONGEST_WAIT_MS, retryAfterMs } from './retry-after.ts';

const NOW = Date.UTC(2026, 9, 1, 12, 0, 0);
const wait = (headers: Record<string, string>) => retryAfterMs(new Headers(headers), NOW);
const http = (ms: number) => new Date(ms).toUTCString();

describe('how long to wait', () => {
  it.each([
    ['7', 7000],
    ['0.5', 500],
    ['1e9', LONGEST_WAIT_MS],
    ['100000', LONGEST_WAIT_MS],
    ['0', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
    ['NaN', undefined],
    [http(NOW + 90_000), 90_000],
    [http(NOW - 90_000), undefined],
    ['Thu, 99 Foo 2026', undefined],
  ])('Retry-After: %s', (value, expected) => {
    expect(wait({ 'retry-after': value })).toBe(expected);
  });

  it('reads a date by the server’s clock, whatever ours says', () => {
    const skew = 3 * 3_600_000;
    const headers = { date: http(NOW + skew), 'retry-after': http(NOW + skew + 20_000) };
    expect(wait(headers)).toBe(20_000);
  });

  it('C10: takes the shortest sane value of what was asked for outright', () => {
    expect(wait({ 'retry-after-ms': '1500', 'retry-after': '2' })).toBe(1500);
    expect(wait({ 'retry-after-ms': '-1', 'retry-after': '2' })).toBe(2000);
  });

  it('C10: reads when limits reset, but never waits less than was asked', () => {
    expect(wait({ 'x-ratelimit-reset-requests': '6m0s' })).toBe(360_000);
    expect(wait({ 'x-ratelimit-reset-tokens': '12ms', 'retry-after': '7' })).toBe(7000);
    expect(wait({ 'x-ratelimit-reset': String(NOW + 3000) })).toBe(3000);
    expect(wait({ 'x-ratelimit-reset': String(NOW / 1000 + 4) })).toBe(4000);
    const date = new Date(NOW + 5000).toISOString();
    expect(wait({ 'anthropic-ratelimit-requests-reset': date })).toBe(5000);
  });

  it('C10: of limits that reset, in whatever form, the shortest sane wait counts', () => {
    const forms: ((ms: number) => string)[] = [
      (ms) => String(ms / 1000),
      (ms) => `${ms}ms`,
      (ms) => `${Math.floor(ms / 60_000)}m${(ms % 60_000) / 1000}s`,
      (ms) => String(NOW + ms),
      (ms) => String((NOW + ms) / 1000),
      (ms) => new Date(NOW + ms).toISOString(),
    ];
    const reset = fc.record({
      form: fc.constantFrom(...forms),
      ms: fc.integer({ min: 1, max: 899 }).map((seconds) => seconds * 1000),
    });
    const insane = fc.constantFrom('soon', '-3', '0', '', new Date(NOW - 9000).toISOString());
    fc.assert(
      fc.property(fc.array(reset, { minLength: 1 }), fc.array(insane), (resets, others) => {
        const values = [...others, ...resets.map(({ form, ms }) => form(ms))];
        const headers = values.map((value, at) => [`x-ratelimit-reset-${at}`, value] as const);
        const shortest = Math.min(...resets.map(({ ms }) => ms));
        expect(wait(Object.fromEntries(headers))).toBe(shortest);
      }),
    );
  });

  it('is a whole number of milliseconds in range, or nothing, for any header', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (value) => {
        const clean = value.replace(/[^\x20-\x7e]/g, '');
        for (const name of ['retry-after', 'retry-after-ms', 'x-ratelimit-reset-tokens']) {
          const ms = wait({ [name]: clean });
          if (ms === undefined) continue;
          expect(Number.isInteger(ms) && ms >= 1 && ms <= LONGEST_WAIT_MS).toBe(true);
        }
      }),
    );
  });

  it('reads durations', () => {
    expect(durationMs('1h2m3.5s')).toBe(3_723_500);
    expect(durationMs('22s')).toBe(22_000);
    expect(durationMs('1 fortnight')).toBeUndefined();
  });
});
