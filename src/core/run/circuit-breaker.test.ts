import { expect, test } from 'vitest';
import { CircuitBreaker } from './circuit-breaker.ts';

const opened = (): CircuitBreaker => {
  const breaker = new CircuitBreaker();
  for (let failure = 0; failure < 5; failure++) breaker.failed(0, 1);
  return breaker;
};

test('a few failures in a row leave it closed, and a success forgets them', () => {
  const breaker = new CircuitBreaker();
  for (let round = 0; round < 3; round++) {
    for (let failure = 0; failure < 4; failure++) breaker.failed(0, 1);
    expect(breaker.enter(0)).toBe(true);
    breaker.succeeded();
  }
});

test('open, it lets one call through when its time has come, and no other', () => {
  const breaker = opened();
  expect(breaker.enter(4_999)).toBe(false);
  expect(breaker.enter(5_000)).toBe(true);
  expect(breaker.enter(5_000)).toBe(false);
  breaker.left();
  expect(breaker.enter(5_000)).toBe(true);
});

test('each try that fails is followed by a longer pause, up to two minutes', () => {
  const breaker = opened();
  const pauses: number[] = [];
  for (let now = 5_000; pauses.length < 8; now = breaker.dueMs!) {
    expect(breaker.enter(now)).toBe(true);
    breaker.failed(now, 1);
    pauses.push(breaker.dueMs! - now);
  }
  expect(pauses).toEqual([10, 20, 40, 80, 120, 120, 120, 120].map((seconds) => seconds * 1_000));
});

test('calls that were under way when it opened do not lengthen the pause', () => {
  const breaker = opened();
  const due = breaker.dueMs;
  breaker.failed(100, 1);
  expect(breaker.dueMs).toBe(due);
});

test('a success closes it and says that it was open', () => {
  const breaker = opened();
  expect(breaker.failingSinceMs).toBe(0);
  expect(breaker.succeeded()).toEqual({ reopened: true });
  expect(breaker.succeeded()).toEqual({ reopened: false });
  expect(breaker.enter(0)).toBe(true);
  expect(breaker.failingSinceMs).toBeNull();
});
