import { describe, expect, it } from 'vitest';
import { fakeLibrary } from '../../core/composer/fake-library.ts';
import type { AskRequest } from '../../core/ports/language-model.ts';
import { extractProgram } from '../../core/program/extract.ts';
import { ComposerModel } from './composer.ts';

const model = (speed: number | null = 0) =>
  new ComposerModel(fakeLibrary(), {
    charactersPerSecond: () => speed,
    now: () => performance.now(),
  });

const request = (subject: string, more: Partial<AskRequest> = {}): AskRequest => ({
  system: null,
  user: `Draw: ${subject}`,
  subject,
  sampleIndex: 0,
  settings: {
    temperature: null,
    topP: null,
    maxTokens: null,
    seed: null,
    reasoningEffort: null,
    stop: [],
  },
  ...more,
});

const silent = { text: () => undefined };
const never = new AbortController().signal;
const settingsWith = (more: Partial<AskRequest['settings']>) => ({
  settings: { ...request('').settings, ...more },
});

describe('the composer as a model', () => {
  it('answers with a sentence and a program, and with what it understood before that', async () => {
    const heard = { text: '', reasoning: '', order: '' };
    const { response, failure } = await model().ask(
      request('two dogs at night'),
      {
        text(delta) {
          heard.text += delta;
          heard.order += 't';
        },
        reasoning(delta) {
          heard.reasoning += delta;
          heard.order += 'r';
        },
      },
      never,
    );
    expect(failure).toBeNull();
    expect(heard.text).toBe(response.text);
    expect(heard.reasoning).toBe(response.reasoning);
    expect(heard.order).toMatch(/^r+t+$/);
    expect(response.reasoning).toContain('- 2 dogs');
    expect(extractProgram(response.text, 'balanced')).toMatchObject({ ok: true });
    expect(response).toMatchObject({
      modelId: 'composer',
      stopReason: 'stop',
      costUsd: 0,
      usage: { promptTokens: null, completionTokens: null, reasoningTokens: null },
    });
  });

  it('draws sample i of seed s as seed s + i', async () => {
    const textOf = async (seed: number | null, sampleIndex: number) =>
      (await model().ask(request('3 cars and a dog', { sampleIndex, ...settingsWith({ seed }) }), silent, never))
        .response.text; // prettier-ignore
    expect(await textOf(5, 2)).toBe(await textOf(7, 0));
    expect(await textOf(5, 2)).not.toBe(await textOf(5, 1));
    expect(await textOf(null, 0)).toBe(await textOf(null, 0));
  });

  it('says which settings meant nothing to it', async () => {
    const settings = settingsWith({ topP: 0.5, maxTokens: 10, temperature: 1, seed: 1 });
    const { response } = await model().ask(request('a car', settings), silent, never);
    expect(response.droppedSettings.sort()).toEqual(['maxTokens', 'topP']);
  });

  it('draws nothing where it understands nothing', async () => {
    const { response, failure } = await model().ask(request('qwerty'), silent, never);
    expect(response.text).toBe('');
    expect(failure).toMatchObject({ kind: 'no-recording' });
    expect(failure?.detail).toContain('“qwerty”');
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const listener = { text: () => undefined, reasoning: () => stop.abort(new Error('enough')) };
    await expect(model(500).ask(request('a car'), listener, stop.signal)).rejects.toThrow('enough');
  });
});
