import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SampleSlot } from './sample-slot.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the program of a stream is what the default rule finds in it so far', () => {
  const slot = new SampleSlot(0);
  slot.start();
  slot.text('Here it is:\n<svg viewBox="0 0 2 2"><re');
  expect(slot.source).toBe('');
  vi.runAllTimers();
  expect(slot.source).toBe('<svg viewBox="0 0 2 2"><re');
  slot.text('ct/></svg> Enjoy.');
  vi.runAllTimers();
  expect(slot.source).toBe('<svg viewBox="0 0 2 2"><rect/></svg>');
  expect(slot.response).toBe('Here it is:\n<svg viewBox="0 0 2 2"><rect/></svg> Enjoy.');
});

test('stopping keeps every letter that arrived', () => {
  const slot = new SampleSlot(0);
  slot.start();
  slot.text('<svg>');
  slot.text('<g>');
  slot.stop();
  expect(slot.response).toBe('<svg><g>');
  expect(slot.phase).toBe('stopped');
});

test('the stage under way is the first that has not ended', () => {
  const slot = new SampleSlot(0);
  expect(slot.stage).toBeNull();
  slot.start();
  expect(slot.stage).toBe('ask');
  slot.ended('ask', null, 12);
  expect(slot.stage).toBe('extract');
  expect(slot.ends.ask).toEqual({ failure: null, elapsedMs: 12 });
});
