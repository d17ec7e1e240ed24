import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Result } from '../../core/failure.ts';
import type { Candidate } from '../../core/program/candidate.ts';
import { extractProgram } from '../../core/program/extract.ts';
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

/** Answers of a reader, given when the test says so. */
function slowReader() {
  const waiting: (() => void)[] = [];
  const extract = vi.fn(
    (response: string) =>
      new Promise<Result<Candidate>>((resolve) =>
        waiting.push(() => resolve(extractProgram(response, 'balanced'))),
      ),
  );
  return { extract, answer: () => waiting.shift()!() };
}

const LARGE = `<svg viewBox="0 0 2 2">${'<rect width="1" height="1"/>\n'.repeat(1_000)}`;

test('a large answer is looked at aside, one look at a time, the last at all that came', async () => {
  const reader = slowReader();
  const slot = new SampleSlot(0, false, reader);
  slot.start();
  for (const piece of [LARGE, '<g>', '<a>']) {
    slot.text(piece);
    vi.runAllTimers();
  }
  expect(reader.extract).toHaveBeenCalledTimes(1);
  reader.answer();
  await vi.waitFor(() => expect(reader.extract).toHaveBeenCalledTimes(2));
  expect(slot.source).toBe(LARGE.trimEnd());
  reader.answer();
  await vi.waitFor(() => expect(slot.source).toBe(`${LARGE}<g><a>`));
  expect(reader.extract).toHaveBeenCalledTimes(2);
});

test('what is found in a prefix never takes the place of the candidate', async () => {
  const reader = slowReader();
  const slot = new SampleSlot(0, false, reader);
  slot.start();
  slot.text(LARGE);
  vi.runAllTimers();
  slot.extracted({ source: '<svg/>', rule: 'sgp-gen', span: null, flags: [], alternatives: [] });
  reader.answer();
  await vi.runAllTimersAsync();
  expect(slot.source).toBe('<svg/>');
  expect(reader.extract).toHaveBeenCalledTimes(1);
});
