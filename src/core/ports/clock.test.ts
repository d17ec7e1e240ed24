import { expect, test, vi } from 'vitest';
import { lateClock } from '../../../tests/fixtures/late-clock.ts';
import { VirtualClock } from '../../../tests/fixtures/virtual-clock.ts';
import { waitUntil } from './clock.ts';

const MINUTE_MS = 60_000;
const { signal } = new AbortController();

test('G2: a wait in a hidden tab ends with the first waking after its time, never before', async () => {
  const clock = new VirtualClock();
  await waitUntil(lateClock(clock), 7.5 * MINUTE_MS, signal);
  expect(clock.nowMs()).toBe(8 * MINUTE_MS);
});

test('G2: its time is looked at again at each waking: once the tab is seen, it ends on time', async () => {
  const clock = new VirtualClock();
  const hiddenAtFirst = lateClock(clock, () => clock.nowMs() < 5 * MINUTE_MS);
  await waitUntil(hiddenAtFirst, 7.5 * MINUTE_MS, signal);
  expect(clock.nowMs()).toBe(7.5 * MINUTE_MS);
});

test('C23, G4: after a sleep of the machine a wait that is over ends at once, and none is negative', async () => {
  const clock = new VirtualClock();
  const sleep = vi.spyOn(clock, 'sleep');
  const waiting = waitUntil(clock, 10 * MINUTE_MS, signal);
  clock.jump(8 * 60 * MINUTE_MS);
  await waiting;
  expect(clock.nowMs()).toBe(8 * 60 * MINUTE_MS);
  expect(sleep).toHaveBeenCalledOnce();
  await waitUntil(clock, MINUTE_MS, signal);
  expect(sleep).toHaveBeenCalledOnce();
});
