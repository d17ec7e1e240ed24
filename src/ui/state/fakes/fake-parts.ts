/** Small stand-ins for the ports, for tests of the state alone. */
import { filledRaster } from '../../../../tests/fixtures/a-raster.ts';
import { aRenderer } from '../../../../tests/fixtures/a-renderer.ts';
import type { LanguageModel, Response } from '../../../core/ports/language-model.ts';
import type { Renderer } from '../../../core/ports/renderer.ts';
import { success } from '../../../core/failure.ts';
import { PAPER_WEIGHTS } from '../../../core/metric/reward.ts';
import { BUILT_IN_TEMPLATES } from '../../../core/prompt/built-in.ts';
import { DEFAULT_CANVAS } from '../../../core/prompt/template.ts';
import { START_FIELDS } from '../ask-form.svelte.ts';
import type { RunRequest } from '../draw-run.svelte.ts';

export const PROGRAM = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect/></svg>';

/** Draws every program as two grey pixels by two. */
export const fakeRenderer = (): Renderer =>
  aRenderer({ render: () => Promise.resolve(success(filledRaster(2, 2, [128, 128, 128]))) });

export const responseOf = (text: string): Response => ({
  text,
  reasoning: '',
  stopReason: 'stop',
  rawStopReason: 'stop',
  modelId: 'fake',
  usage: { promptTokens: 3, completionTokens: 5, reasoningTokens: null },
  latencyMs: 1,
  firstTokenMs: 1,
  costUsd: null,
  droppedSettings: [],
});

/** Answers as `answer` says; a rejection of it is a rejection of the call. */
export const fakeModel = (
  answer: (sampleIndex: number, signal: AbortSignal) => Promise<string>,
): LanguageModel => ({
  id: 'fake',
  title: 'Fake',
  async ask({ sampleIndex }, listener, signal) {
    const text = await answer(sampleIndex, signal as AbortSignal);
    signal.throwIfAborted();
    listener.text(text);
    return { response: responseOf(text), failure: null };
  },
});

export const runRequest = (): RunRequest => ({
  drawId: 'draw',
  prompt: 'a dot',
  item: null,
  template: BUILT_IN_TEMPLATES[0]!,
  canvas: DEFAULT_CANVAS,
  settings: START_FIELDS.settings,
  model: { providerId: 'fake', id: 'fake', title: 'Fake' },
  rule: 'balanced',
  mend: true,
  weights: PAPER_WEIGHTS,
  reference: null,
});
