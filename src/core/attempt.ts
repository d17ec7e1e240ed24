/** Attempts at which little or nothing was said, and what is left of one that a person stopped. */
import type { Failure } from './failure.ts';
import type {
  AskListener,
  AskRequest,
  Attempt,
  LanguageModel,
  Response,
} from './ports/language-model.ts';

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

/** Whether the model has said all that it will: cut at its token limit is an answer too. */
export const isAnswer = ({ failure }: Attempt): boolean =>
  failure === null || failure.stage !== 'ask' || failure.kind === 'cut-off';

/**
 * Asks once. Where that is aborted, what had arrived becomes a `cancelled` attempt, as it was paid
 * for and may be worth reading.
 * @throws the signal's reason when aborted before anything arrived
 */
export async function askUntilStopped(
  model: LanguageModel,
  request: AskRequest,
  listener: AskListener,
  signal: AbortSignal,
): Promise<Attempt> {
  const started = performance.now();
  const arrived = { text: '', reasoning: '', firstTokenMs: null as number | null };
  const hear = (part: 'text' | 'reasoning', delta: string) => {
    arrived.firstTokenMs ??= performance.now() - started;
    arrived[part] += delta;
  };
  const listening: AskListener = {
    text(delta) {
      hear('text', delta);
      listener.text(delta);
    },
    reasoning(delta) {
      hear('reasoning', delta);
      listener.reasoning?.(delta);
    },
    download: (fraction) => listener.download?.(fraction),
  };
  try {
    return await model.ask(request, listening, signal);
  } catch (error) {
    if (!signal.aborted || arrived.firstTokenMs === null) throw error;
    const latencyMs = performance.now() - started;
    return { response: { ...emptyResponse(model.id), ...arrived, latencyMs }, failure: CANCELLED };
  }
}

const CANCELLED: Failure = {
  stage: 'ask',
  kind: 'cancelled',
  retryable: true,
  detail: 'Stopped before the model had finished. What had arrived is kept.',
};
