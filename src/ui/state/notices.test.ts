import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Notices } from './notices.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a message leaves by itself, a fault stays until it is put away', () => {
  const notices = new Notices();
  notices.tell('Copied');
  notices.fault('This browser keeps nothing more');
  vi.runAllTimers();
  expect(notices.list.map(({ text }) => text)).toEqual(['This browser keeps nothing more']);
  notices.dismiss(notices.list[0]!.id);
  expect(notices.list).toEqual([]);
});

test('undo runs once and takes its message away', () => {
  const notices = new Notices();
  const undo = vi.fn();
  notices.tell('Deleted', { label: 'Undo', run: undo });
  notices.fault('A newer version is there', { label: 'Reload', run: () => expect.fail() });
  expect(notices.undoLatest()).toBe(true);
  expect(undo).toHaveBeenCalledOnce();
  expect(notices.list.map(({ text }) => text)).toEqual(['A newer version is there']);
  expect(notices.undoLatest()).toBe(false);
});

test('at most three are shown, and the same words are spoken again', () => {
  const notices = new Notices();
  for (const text of ['a', 'b', 'c', 'd']) notices.tell(text);
  expect(notices.list.map(({ text }) => text)).toEqual(['b', 'c', 'd']);
  const before = notices.spoken;
  notices.say('d');
  expect(notices.spoken).not.toBe(before);
});
