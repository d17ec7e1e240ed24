import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AdaptiveLimit } from './concurrency.ts';

test('it begins low, grows by one a round, and stops at what is allowed', () => {
  const limit = new AdaptiveLimit(8);
  const seen = [limit.current];
  for (let round = 0; round < 8; round++) {
    for (let call = limit.current; call > 0; call--) limit.succeeded();
    seen.push(limit.current);
  }
  expect(seen[0]).toBe(4);
  expect(seen.at(-1)).toBe(8);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(new AdaptiveLimit(2).current).toBe(2);
});

test('calls of one round that are turned away together halve it once', () => {
  const limit = new AdaptiveLimit(16);
  for (let call = 0; call < 200; call++) limit.succeeded();
  for (let call = 0; call < 16; call++) limit.slowDown(1_000, 2_000);
  expect(limit.current).toBe(8);
  limit.slowDown(2_500, 3_000);
  expect(limit.current).toBe(4);
});

test('whatever happens, at least one call and at most what is allowed may be under way', () => {
  const event = fc.constantFrom('well', 'slow', 'outage');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 64 }), fc.array(event), (most, events) => {
      const limit = new AdaptiveLimit(most);
      for (const [now, kind] of events.entries()) {
        if (kind === 'well') limit.succeeded();
        else if (kind === 'slow') limit.slowDown(now, now);
        else limit.restart(now);
        expect(limit.current).toBeGreaterThanOrEqual(1);
        expect(limit.current).toBeLessThanOrEqual(most);
      }
    }),
  );
});
