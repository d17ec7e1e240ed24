import { expect, test } from 'vitest';
import { CompletionRate } from './completion-rate.ts';

/** One each `stepMs`, from the start. */
function steady(stepMs: number, count: number): CompletionRate {
  const rate = new CompletionRate(0);
  for (let index = 1; index <= count; index++) rate.ended(index * stepMs);
  return rate;
}

test('a steady pace is told a minute, and the time left brackets what is left at it', () => {
  const rate = steady(1_000, 60);
  expect(rate.perMinute(60_000)).toBe(60);
  const { lowMs, highMs } = rate.timeLeft(600, 60_000)!;
  expect(lowMs).toBeLessThan(600_000);
  expect(highMs).toBeGreaterThan(600_000);
});

test('the range is wide after a few and narrower after many', () => {
  const width = (count: number) => {
    const { lowMs, highMs } = steady(1_000, count).timeLeft(100, count * 1_000)!;
    return highMs / lowMs;
  };
  expect(width(100)).toBeLessThan(width(10));
});

test('a pace that changes is noticed: only the last two minutes count', () => {
  const rate = new CompletionRate(0);
  for (let at = 1_000; at <= 600_000; at += 1_000) rate.ended(at);
  for (let at = 610_000; at <= 800_000; at += 10_000) rate.ended(at);
  expect(rate.perMinute(800_000)).toBeCloseTo(6, 0);
});

test('thousands a second are counted as fast as they are', () => {
  const rate = steady(1, 9_999);
  expect(rate.perMinute(9_999)! / 60_000).toBeGreaterThan(0.98);
  expect(rate.perMinute(9_999)! / 60_000).toBeLessThan(1.02);
});

test('nothing is said before there are enough to tell', () => {
  expect(steady(1_000, 4).perMinute(4_000)).toBeNull();
  expect(steady(1_000, 4).timeLeft(10, 4_000)).toBeNull();
});
