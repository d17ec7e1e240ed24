import { expect, test } from 'vitest';
import { TransferRate } from './transfer-rate.ts';

test('a steady transfer has its rate', () => {
  const rate = new TransferRate();
  expect(rate.measure(0, 0)).toBe(0);
  expect(rate.measure(500, 500)).toBe(1000);
  expect(rate.measure(1000, 1000)).toBe(1000);
});

test('a change shows within seconds', () => {
  const rate = new TransferRate();
  for (let atMs = 0; atMs <= 10_000; atMs += 100) rate.measure(atMs, atMs);
  let last = 0;
  for (let atMs = 10_100; atMs <= 14_000; atMs += 100) last = rate.measure(10_000, atMs);
  expect(last).toBe(0);
});

test('a restart is not a negative rate', () => {
  const rate = new TransferRate();
  rate.measure(9_000, 0);
  expect(rate.measure(100, 100)).toBe(0);
});
