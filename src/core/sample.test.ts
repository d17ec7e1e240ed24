import { expect, test } from 'vitest';
import { aRenderer } from '../../tests/fixtures/a-renderer.ts';
import { aRequest as request } from '../../tests/fixtures/a-request.ts';
import { emptyResponse } from './attempt.ts';
import type { SampleRecord } from './bench/record.ts';
import { recordFromLine, recordToLine } from './bench/record-line.ts';
import { isUnscored } from './bench/sample-record.ts';
import type { Failure, Stage } from './failure.ts';
import type { AskRequest, Attempt } from './ports/language-model.ts';
import { programLength } from './program/program-length.ts';
import { judgeAttempts, takeSample } from './sample.ts';
import { SILENT } from './stage.ts';

const renderer = aRenderer();
const tools = { renderer, encoders: [] };
const listener = { ...SILENT, text() {}, reasoning() {}, extracted() {} };
const { signal } = new AbortController();

const attempt = (text: string, failure: Failure | null = null): Attempt => ({
  response: { ...emptyResponse('fake'), text },
  failure,
});
const answering = (answer: Attempt) => ({
  id: 'fake',
  title: 'Fake',
  ask: () => Promise.resolve(answer),
});

const BARE = '<svg viewBox="0 0 2 2"><!-- a dot --><rect/></svg>';

test('an answer is handed over to be kept before it is judged, and judged alike later', async () => {
  const kept: SampleRecord[] = [];
  const keepAnswer = (record: SampleRecord) => Promise.resolve(void kept.push(record));
  const options = { earlier: [], keepAnswer };
  const model = answering(attempt(BARE));
  const { record } = await takeSample(request(), model, tools, listener, signal, options);
  const [answer] = kept;
  expect(isUnscored(answer!)).toBe(true);
  expect(isUnscored(record)).toBe(false);
  const reading = recordFromLine(recordToLine(answer!));
  if (!reading.ok) throw new Error(reading.reason);
  const later = await judgeAttempts(request(), reading.record.attempts, tools, listener, signal);
  expect({ ...later.record, timings: {} }).toEqual({ ...record, timings: {} });
});

test('a call that failed is not kept as an answer, and its text is never searched', async () => {
  const interrupted: Failure = {
    stage: 'ask',
    kind: 'interrupted',
    retryable: true,
    detail: 'cut',
  };
  const kept: SampleRecord[] = [];
  const keepAnswer = (record: SampleRecord) => Promise.resolve(void kept.push(record));
  const earlier = [attempt('once')];
  const model = answering(attempt(BARE, interrupted));
  const options = { earlier, keepAnswer };
  const { record } = await takeSample(request(), model, tools, listener, signal, options);
  expect(kept).toEqual([]);
  expect(record).toMatchObject({ outcome: 'interrupted', extraction: { source: null } });
  expect(record.attempts.map(({ response }) => response.text)).toEqual(['once', BARE]);
});

test('the length is of the program as sent, not of what mending made of it', async () => {
  const { record } = await judgeAttempts(request(), [attempt(BARE)], tools, listener, signal);
  expect(record.mends.map(({ kind }) => kind)).toEqual(['xmlns']);
  const length = record.scores.find(({ metric }) => metric === 'length');
  expect(length).toMatchObject({ status: 'scored', value: programLength(BARE) });
});

test.each([
  ['balanced', true, 'mend'],
  ['balanced', false, 'none'],
  ['sgp-gen', true, 'mend'],
  ['sgp-compbench', true, 'namespace-only'],
] as const)('under %s with mending %s, the record says "%s"', async (rule, mend, repair) => {
  const attempts = [attempt(BARE)];
  const { record } = await judgeAttempts(
    request({ rule, mend }),
    attempts,
    tools,
    listener,
    signal,
  );
  expect(record.repair).toBe(repair);
  expect(record.limits.renderMs).toBe(3000);
});

test.each([
  ['length', 'length'],
  ['stop', 'truncated'],
] as const)(
  'a program without its end, stopped by %s, is no bad XML: %s',
  async (reason, outcome) => {
    const cut = attempt(BARE.slice(0, -12));
    cut.response.stopReason = reason;
    const strict = request({ mend: false });
    const { record } = await judgeAttempts(strict, [cut], tools, listener, signal);
    expect(record).toMatchObject({ outcome, strictFailure: { kind: 'unclosed' } });
    const mended = await judgeAttempts(request(), [cut], tools, listener, signal);
    expect(mended.record).toMatchObject({ outcome: 'ok', strictFailure: { kind: 'unclosed' } });
  },
);

test('asked once more with more tokens, what was cut is kept before, and does not count', async () => {
  const cut = attempt(BARE.slice(0, 20));
  cut.response.stopReason = 'length';
  const limits: (number | null)[] = [];
  const model = {
    id: 'fake',
    title: 'Fake',
    ask: ({ settings }: AskRequest) => {
      limits.push(settings.maxTokens);
      return Promise.resolve(limits.length === 1 ? cut : attempt(BARE));
    },
  };
  const told: string[] = [];
  const listener = {
    ...SILENT,
    text() {},
    reasoning() {},
    extracted() {},
    again: () => told.push('again'),
    ended: (stage: Stage) => told.push(stage),
  };
  const kept: SampleRecord[] = [];
  const keepAnswer = (record: SampleRecord) => Promise.resolve(void kept.push(record));
  const raising = request({ settings: { ...request().settings, raiseMaxTokens: 9_000 } });
  const options = { earlier: [], keepAnswer };
  const { record } = await takeSample(raising, model, tools, listener, signal, options);
  expect(limits).toEqual([null, 9_000]);
  expect(kept.map(({ attempts }) => attempts.length)).toEqual([1, 2]);
  expect(told.slice(0, 3)).toEqual(['again', 'ask', 'extract']);
  expect(record).toMatchObject({ outcome: 'ok', extraction: { source: BARE } });
  expect(record.attempts.map(({ maxTokens }) => maxTokens)).toEqual([undefined, 9_000]);
});
