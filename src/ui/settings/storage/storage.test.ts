import { expect, test } from 'vitest';
import { badLinesText, importWords } from './bad-lines.ts';
import { countLines, saveLines } from './save-stream.ts';

test('lines are counted by their ends', () => {
  expect(countLines('')).toBe(0);
  expect(countLines('a\nb\n')).toBe(2);
});

/** A picker that hands out a sink which remembers what became of it. */
function withPicker() {
  const parts: Uint8Array[] = [];
  const file = { state: 'open', text: () => Buffer.concat(parts).toString('utf8') };
  const sink = {
    write: async (bytes: Uint8Array) => void parts.push(bytes),
    close: async () => void (file.state = 'closed'),
    abort: async () => void (file.state = 'aborted'),
  };
  Object.assign(globalThis, {
    showSaveFilePicker: async () => ({ createWritable: async () => sink }),
  });
  return file;
}

async function* twoChunks() {
  yield '{"id":1}\n{"id":2}\n';
  yield '{"id":"é"}\n';
}

test('an export is written as it comes, byte for byte, and counted', async () => {
  const file = withPicker();
  const seen: number[] = [];
  const never = new AbortController().signal;
  const saved = await saveLines(twoChunks(), 'x.jsonl', ({ lines }) => seen.push(lines), never);
  expect(file.text()).toBe('{"id":1}\n{"id":2}\n{"id":"é"}\n');
  expect(saved).toEqual({ lines: 3, bytes: 30 });
  expect(seen).toEqual([2, 3]);
  expect(file.state).toBe('closed');
});

test('a stopped export leaves no half file', async () => {
  const file = withPicker();
  const stop = new AbortController();
  const reason = new Error('stopped');
  const saving = saveLines(twoChunks(), 'x.jsonl', () => stop.abort(reason), stop.signal);
  await expect(saving).rejects.toBe(reason);
  expect(file.state).toBe('aborted');
});

test('a person who picks no file has exported nothing, and is told of no fault', async () => {
  Object.assign(globalThis, {
    showSaveFilePicker: async () => {
      throw new DOMException('dismissed', 'AbortError');
    },
  });
  const never = new AbortController().signal;
  expect(await saveLines(twoChunks(), 'x.jsonl', () => undefined, never)).toBeNull();
});

test('an import is told in one sentence, without what did not happen', () => {
  const nothing = { imported: 0, same: 0, differing: 0, bad: [], badCount: 0 };
  expect(importWords({ ...nothing, imported: 1 }, 'keep-first')).toBe('1 sample imported.');
  const much = { ...nothing, imported: 1200, same: 3, badCount: 1 };
  expect(importWords(much, 'keep-first')).toBe(
    '1,200 samples imported, 3 were here already, 1 line could not be read.',
  );
});

test.each([
  ['keep-first', '2 differ from what is here, which was kept'],
  ['keep-last', '2 took the place of what was here'],
  ['new-sample', '2 have an id that was taken, and are here as further samples'],
] as const)('ids that were taken are told: %s (F2)', (rule, words) => {
  const report = { imported: 0, same: 0, differing: 2, bad: [], badCount: 0 };
  expect(importWords(report, rule)).toBe(`0 samples imported, ${words}.`);
});

test('bad lines keep their numbers, one row each', () => {
  const text = badLinesText([
    { place: 'line 2', reason: 'not JSON' },
    { place: 'item 9', reason: 'id:\n\tmissing' },
  ]);
  expect(text).toBe('place\treason\nline 2\tnot JSON\nitem 9\tid: missing\n');
});
