/** An attempt at which nothing was said. */
import type { Failure } from '../../core/failure.ts';
import type { Attempt, Response } from '../../core/ports/language-model.ts';

export const emptyResponse = (modelId: string): Response => ({
  text: '',
  reasoning: '',
  stopReason: 'other',
  rawStopReason: null,
  modelId,
  usage: { promptTokens: null, completionTokens: null, reasoningTokens: null },
  latencyMs: 0,
  firstTokenMs: null,
  costUsd: null,
  droppedSettings: [],
});

export const emptyAttempt = (modelId: string, failure: Failure): Attempt => ({
  response: { ...emptyResponse(modelId), stopReason: 'error' },
  failure,
});
