import { expect, test } from 'vitest';
import type { ChannelState } from '../../../core/run/channel.ts';
import { channelNews, truncationNews } from './channel-news.ts';
import type { RunSnapshot } from '../../../core/run/progress.ts';

const at = (state: ChannelState) => [{ name: 'p', state }];
const told = (before: ChannelState, after: ChannelState) =>
  channelNews(at(before), at(after), () => 'Provider', 1_000).map(({ text }) => text);
const rateLimit = { stage: 'ask', kind: 'rate-limit', retryable: true, detail: '429' } as const;

test('a wait is told once, with its length and why', () => {
  const waiting = { kind: 'waiting', untilMs: 9_000, because: rateLimit } as const;
  expect(told({ kind: 'open', atOnce: 8 }, waiting)).toEqual([
    'Provider: asks to slow down. Waits 8.0 s; nothing is lost',
  ]);
  expect(told(waiting, { ...waiting, untilMs: 20_000 })).toEqual([]);
});

test('half as many at once is told, one more is not', () => {
  expect(told({ kind: 'open', atOnce: 8 }, { kind: 'open', atOnce: 4 })).toEqual([
    'Provider: asked to slow down. 4 at once instead of 8',
  ]);
  expect(told({ kind: 'open', atOnce: 4 }, { kind: 'open', atOnce: 5 })).toEqual([]);
});

test('the network going and coming back are told', () => {
  expect(told({ kind: 'open', atOnce: 4 }, { kind: 'offline' })).toHaveLength(1);
  expect(told({ kind: 'offline' }, { kind: 'open', atOnce: 1 })).toHaveLength(1);
});

const snapshot = (truncated: number): RunSnapshot =>
  ({
    models: [{ model: { providerId: 'p', id: 'm', title: 'M' }, outcomes: { truncated } }],
  }) as unknown as RunSnapshot;

test('answers that were cut are told at ten, a hundred, a thousand', () => {
  const count = (before: number, after: number) =>
    truncationNews(snapshot(before), snapshot(after), 1200, () => true).length;
  expect(count(0, 9)).toBe(0);
  expect(count(9, 10)).toBe(1);
  expect(count(10, 99)).toBe(0);
  expect(count(99, 101)).toBe(1);
});

test('what a higher limit costs depends on where the model runs', () => {
  const [local] = truncationNews(snapshot(0), snapshot(10), 1200, () => true);
  const [paid] = truncationNews(snapshot(0), snapshot(10), null, () => false);
  expect(local!.text).toBe('M: 10 answers ended at 1,200 tokens. It runs locally: a higher limit costs only time, and is another run'); // prettier-ignore
  expect(paid!.text).toContain('at a token limit. A higher limit costs more');
});
