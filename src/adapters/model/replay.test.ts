import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AskRequest } from '../../core/ports/language-model.ts';
import { readRecordingIndex } from './recording-index.ts';
import { ReplayModel, type Recordings } from './replay.ts';

const TEXTS: Record<string, string> = {
  'bicycle/1.txt': 'Here: <svg>🎈</svg>\r\n',
  'bicycle/2.txt': '<svg><circle',
  'moon/1.txt': 'I would rather not.',
};

const RECORDINGS: Recordings = {
  index: readRecordingIndex(
    JSON.stringify({
      version: 1,
      prompts: [
        {
          id: 'bicycle',
          prompt: 'A red bicycle leaning on a wall',
          category: 'scene',
          answers: [
            { file: 'bicycle/1.txt', stopReason: 'stop', note: '' },
            { file: 'bicycle/2.txt', stopReason: 'length', note: 'cut' },
          ],
        },
        {
          id: 'moon',
          prompt: 'a crescent moon',
          category: 'object',
          answers: [{ file: 'moon/1.txt', stopReason: 'refusal', note: '' }],
        },
      ],
    }),
  ),
  read: (file) => Promise.resolve(TEXTS[file]!),
};

const model = (speed: number | null = 0, recordings = RECORDINGS) =>
  new ReplayModel(recordings, { charactersPerSecond: () => speed, now: () => performance.now() });

const ask = (subject: string, sampleIndex = 0): AskRequest => ({
  system: null,
  user: `Draw ${subject}`,
  subject,
  sampleIndex,
  settings: {
    temperature: 1,
    topP: null,
    maxTokens: null,
    seed: null,
    reasoningEffort: null,
    stop: [],
  },
});

const NEVER = new AbortController().signal;
const silent = { text: () => undefined };

describe('replay', () => {
  it('finds the prompt whatever its case, spaces and full stop, and gives the answer verbatim', async () => {
    for (const subject of [
      'A red bicycle leaning on a wall',
      ' a RED  bicycle\nleaning on a wall. ',
    ]) {
      const { response, failure } = await model().ask(ask(subject), silent, NEVER);
      expect(failure).toBeNull();
      expect(response).toMatchObject({
        text: TEXTS['bicycle/1.txt'],
        modelId: 'replay',
        stopReason: 'stop',
        costUsd: 0,
        usage: { promptTokens: null, completionTokens: null, reasoningTokens: null },
      });
    }
  });

  it('goes round the bundled answers by the sample’s index', async () => {
    const subject = 'a red bicycle leaning on a wall';
    const texts = await Promise.all(
      [0, 1, 2, 3].map(
        async (i) => (await model().ask(ask(subject, i), silent, NEVER)).response.text,
      ),
    );
    expect(texts).toEqual([1, 2, 1, 2].map((n) => TEXTS[`bicycle/${n}.txt`]));
  });

  it('stops as the recorded model stopped', async () => {
    const cut = await model().ask(ask('a red bicycle leaning on a wall', 1), silent, NEVER);
    expect(cut).toMatchObject({ response: { stopReason: 'length' }, failure: { kind: 'cut-off' } });
    const refused = await model().ask(ask('a crescent moon'), silent, NEVER);
    expect(refused).toMatchObject({
      response: { text: TEXTS['moon/1.txt'], stopReason: 'refusal' },
      failure: { kind: 'refused' },
    });
  });

  it('names the nearest prompts where it has none, and never invents', async () => {
    const { response, failure } = await model().ask(ask('a bicycle by a wall'), silent, NEVER);
    expect(response.text).toBe('');
    expect(failure).toMatchObject({ stage: 'ask', kind: 'no-recording', retryable: false });
    expect(failure?.detail).toMatch(/“A red bicycle leaning on a wall”.*“a crescent moon”/);
  });

  it('streams pieces that join to the text and never split a surrogate pair', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, async (words) => {
        const recordings = { ...RECORDINGS, read: () => Promise.resolve(words) };
        const deltas: string[] = [];
        const listener = { text: (delta: string) => void deltas.push(delta) };
        await model(2000, recordings).ask(ask('a crescent moon'), listener, NEVER);
        expect(deltas.join('')).toBe(words);
        // Refuses lone halves of a pair.
        for (const delta of deltas) expect(() => encodeURIComponent(delta)).not.toThrow();
      }),
      { numRuns: 20 },
    );
  });

  it('comes in several pieces at a speed, in one at once, and stops with the reason', async () => {
    const long = { ...RECORDINGS, read: () => Promise.resolve('x'.repeat(400)) };
    const count = async (speed: number | null) => {
      let deltas = 0;
      await model(speed, long).ask(ask('a crescent moon'), { text: () => void deltas++ }, NEVER);
      return deltas;
    };
    expect(await count(0)).toBe(1);
    expect(await count(2000)).toBeGreaterThan(2);

    const stop = new AbortController();
    const reason = new Error('Esc');
    const listener = { text: () => stop.abort(reason) };
    await expect(model(10, long).ask(ask('a crescent moon'), listener, stop.signal)).rejects.toBe(
      reason,
    );
  });
});

describe('the index of recordings', () => {
  it('refuses what leads out of its folder, and prompts without an answer', () => {
    const index = (answers: unknown) =>
      JSON.stringify({
        version: 1,
        prompts: [{ id: 'a', prompt: 'a', category: 'object', answers }],
      });
    expect(() => readRecordingIndex(index([]))).toThrow();
    const outside = [{ file: '../../secret.txt', stopReason: 'stop', note: '' }];
    expect(() => readRecordingIndex(index(outside))).toThrow();
  });
});
