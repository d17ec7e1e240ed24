import { expect, test, vi } from 'vitest';
import { Shortcuts, type KeyEventLike } from './shortcuts.ts';

const key = (name: string, held: Partial<KeyEventLike> = {}): KeyEventLike => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test('a single key works when nobody types, and is text when somebody does', () => {
  const shortcuts = new Shortcuts();
  const best = vi.fn();
  shortcuts.bind('best', best);
  expect(shortcuts.press(key('b'), true, true)).toBe(false);
  expect(best).not.toHaveBeenCalled();
  expect(shortcuts.press(key('b'), false, true)).toBe(true);
  expect(best).toHaveBeenCalledOnce();
});

test('single keys can be turned off; Ctrl+Enter and Escape stay', () => {
  const shortcuts = new Shortcuts();
  const draw = vi.fn();
  shortcuts.bind('best', vi.fn());
  shortcuts.bind('draw', draw);
  expect(shortcuts.press(key('b'), false, false)).toBe(false);
  expect(shortcuts.press(key('Enter', { ctrlKey: true }), true, false)).toBe(true);
  expect(shortcuts.press(key('Enter', { metaKey: true }), true, false)).toBe(true);
  expect(draw).toHaveBeenCalledTimes(2);
});

test("the browser's own combinations are left alone", () => {
  const shortcuts = new Shortcuts();
  shortcuts.bind('share', vi.fn());
  expect(shortcuts.press(key('s', { ctrlKey: true }), false, true)).toBe(false);
});

test('a key with nothing bound is not swallowed, and letting go of a stale binding keeps the new', () => {
  const shortcuts = new Shortcuts();
  expect(shortcuts.press(key('Escape'), false, true)).toBe(false);
  const stale = shortcuts.bind('stop', vi.fn());
  const fresh = vi.fn();
  shortcuts.bind('stop', fresh);
  stale();
  expect(shortcuts.press(key('Escape'), false, true)).toBe(true);
  expect(fresh).toHaveBeenCalledOnce();
});

test('? is reached with shift', () => {
  const shortcuts = new Shortcuts();
  shortcuts.bind('shortcuts', vi.fn());
  expect(shortcuts.press(key('?', { shiftKey: true }), false, true)).toBe(true);
});
