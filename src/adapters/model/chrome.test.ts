import { describe, expect, it } from 'vitest';
import type { AskRequest, SamplingSettings } from '../../core/ports/language-model.ts';
import { ChromeModel, chromeAvailability, type BuiltInModelFactory } from './chrome.ts';

const NO_SETTINGS: SamplingSettings = {
  temperature: null,
  topP: null,
  maxTokens: null,
  seed: null,
  reasoningEffort: null,
  stop: [],
};
const request = (settings: Partial<SamplingSettings> = {}): AskRequest => ({
  system: 'You draw.',
  user: 'Draw.',
  subject: 'x',
  sampleIndex: 0,
  settings: { ...NO_SETTINGS, ...settings },
});
const NEVER = new AbortController().signal;

interface Made {
  options: Record<string, unknown>[];
  destroyed: number;
}

function factory(pieces: (string | Error)[], facts: Partial<BuiltInModelFactory> = {}) {
  const made: Made = { options: [], destroyed: 0 };
  const builtIn: BuiltInModelFactory = {
    availability: () => Promise.resolve('available'),
    create: (options) => {
      made.options.push(options as Record<string, unknown>);
      return Promise.resolve({
        promptStreaming: () =>
          new ReadableStream<string>({
            pull(controller) {
              const piece = pieces.shift();
              if (piece === undefined) controller.close();
              else if (typeof piece === 'string') controller.enqueue(piece);
              else controller.error(piece);
            },
          }),
        destroy: () => void made.destroyed++,
      });
    },
    ...facts,
  };
  return { builtIn, made, model: new ChromeModel(builtIn, () => performance.now()) };
}

describe('the model inside Chrome', () => {
  it('streams its answer, costs nothing, and lets its session go', async () => {
    const { model, made } = factory(['<svg>', '', '</svg>']);
    const deltas: string[] = [];
    const listener = { text: (delta: string) => void deltas.push(delta) };
    const { response, failure } = await model.ask(request(), listener, NEVER);
    expect(failure).toBeNull();
    expect(response).toMatchObject({ text: '<svg></svg>', stopReason: 'stop', costUsd: 0 });
    expect(deltas).toEqual(['<svg>', '</svg>']);
    expect(made.options[0]).toMatchObject({
      initialPrompts: [{ role: 'system', content: 'You draw.' }],
    });
    expect(made.destroyed).toBe(1);
  });

  it('says which settings it cannot take; a temperature needs a top-k beside it', async () => {
    const plain = factory(['x']);
    const first = await plain.model.ask(
      request({ seed: 1, maxTokens: 5, temperature: 0.5 }),
      { text: () => undefined },
      NEVER,
    );
    expect(first.response.droppedSettings).toEqual(['maxTokens', 'seed', 'temperature']);
    const params = { params: () => Promise.resolve({ defaultTopK: 3 }) };
    const tunable = factory(['x'], params);
    const second = await tunable.model.ask(
      request({ temperature: 0.5 }),
      { text: () => undefined },
      NEVER,
    );
    expect(second.response.droppedSettings).toEqual([]);
    expect(tunable.made.options[0]).toMatchObject({ temperature: 0.5, topK: 3 });
  });

  it('tells how far its download is', async () => {
    const fractions: number[] = [];
    const { model, builtIn } = factory(['x']);
    const create = builtIn.create.bind(builtIn);
    builtIn.create = (options) => {
      const monitor = new EventTarget();
      (options as { monitor(target: EventTarget): void }).monitor(monitor);
      monitor.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded: 0.25 }));
      return create(options);
    };
    const listener = { text: () => undefined, download: (f: number) => void fractions.push(f) };
    await model.ask(request(), listener, NEVER);
    expect(fractions).toEqual([0.25]);
  });

  it('keeps what arrived before it broke', async () => {
    const { model, made } = factory(['<svg>', new Error('GPU lost')]);
    const { response, failure } = await model.ask(request(), { text: () => undefined }, NEVER);
    expect(response).toMatchObject({ text: '<svg>', stopReason: 'error' });
    expect(failure).toMatchObject({ kind: 'interrupted', retryable: true });
    expect(made.destroyed).toBe(1);
  });

  it.each([
    ['QuotaExceededError', 'too-large'],
    ['NotAllowedError', 'forbidden'],
    ['NotSupportedError', 'bad-request'],
    ['OperationError', 'server'],
  ])('a start that fails with %s is %s', async (name, kind) => {
    const error = new DOMException('no', name);
    const { model } = factory([], { create: () => Promise.reject(error) });
    const { failure } = await model.ask(request(), { text: () => undefined }, NEVER);
    expect(failure).toMatchObject({ stage: 'ask', kind });
  });

  it('rejects with the reason when cancelled, and is unavailable where there is none', async () => {
    const stop = new AbortController();
    const { model, made } = factory(['a', 'b', new DOMException('x', 'AbortError')]);
    const listener = { text: () => stop.abort(new Error('Esc')) };
    await expect(model.ask(request(), listener, stop.signal)).rejects.toThrow('Esc');
    expect(made.destroyed).toBe(1);
    expect(await chromeAvailability(null)).toBe('unavailable');
  });
});
