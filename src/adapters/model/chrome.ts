/** The model inside desktop Chrome (Prompt API): nothing leaves the machine. */
import type {
  AskListener,
  AskRequest,
  Attempt,
  LanguageModel,
  Response,
  SamplingSettings,
} from '../../core/ports/language-model.ts';
import { emptyResponse } from '../../core/attempt.ts';
import type { AskFailure } from './failures.ts';
import { isSet, type Omittable } from './wire.ts';

export type Availability = 'unavailable' | 'downloadable' | 'downloading' | 'available';

/** The part of the global `LanguageModel` that is used. */
export interface BuiltInModelFactory {
  availability(options: object): Promise<Availability>;
  /** Rejects where the page may not choose; absent in newer versions. */
  params?(): Promise<{ defaultTopK: number } | null>;
  create(options: object): Promise<BuiltInSession>;
}

interface BuiltInSession {
  promptStreaming(input: string, options: { signal: AbortSignal }): ReadableStream<string>;
  destroy(): void;
}

export const CHROME_MODEL_ID = 'chrome-built-in';

/** The same options must be given to `availability` and `create`; without a language Chrome warns. */
const LANGUAGES = {
  expectedInputs: [{ type: 'text', languages: ['en'] }],
  expectedOutputs: [{ type: 'text', languages: ['en'] }],
};

const NEVER_TAKEN: readonly Omittable[] = ['topP', 'maxTokens', 'seed', 'reasoningEffort', 'stop'];

export async function chromeAvailability(
  factory: BuiltInModelFactory | null,
): Promise<Availability> {
  return factory === null ? 'unavailable' : factory.availability(LANGUAGES);
}

export class ChromeModel implements LanguageModel {
  readonly id = `chrome/${CHROME_MODEL_ID}`;
  readonly title = 'Chrome built-in';
  readonly #factory: BuiltInModelFactory;
  readonly #now: () => number;

  constructor(factory: BuiltInModelFactory, now: () => number) {
    this.#factory = factory;
    this.#now = now;
  }

  async ask(request: AskRequest, listener: AskListener, signal: AbortSignal): Promise<Attempt> {
    signal.throwIfAborted();
    const started = this.#now();
    const response: Response = { ...emptyResponse(CHROME_MODEL_ID), costUsd: 0 };
    let session: BuiltInSession | null = null;
    let failure: AskFailure | null = null;
    try {
      const sampling = await this.#sampling(request.settings);
      response.droppedSettings = NEVER_TAKEN.filter((name) => isSet(request.settings, name));
      if (sampling === null && request.settings.temperature !== null)
        response.droppedSettings.push('temperature');
      session = await this.#factory.create(this.#options(request, sampling, listener, signal));
      const reader = session.promptStreaming(request.user, { signal }).getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        if (next.value === '') continue;
        response.firstTokenMs ??= this.#now() - started;
        response.text += next.value;
        listener.text(next.value);
      }
      response.stopReason = 'stop';
    } catch (error) {
      signal.throwIfAborted();
      response.stopReason = 'error';
      failure = failureOf(error, response.text !== '');
    } finally {
      session?.destroy();
    }
    response.latencyMs = this.#now() - started;
    return { response, failure };
  }

  #options(
    { system }: AskRequest,
    sampling: object | null,
    listener: AskListener,
    signal: AbortSignal,
  ): object {
    return {
      ...LANGUAGES,
      ...sampling,
      signal,
      initialPrompts: system === null ? [] : [{ role: 'system', content: system }],
      monitor: (monitor: EventTarget) =>
        monitor.addEventListener('downloadprogress', (event) =>
          listener.download?.((event as ProgressEvent).loaded),
        ),
    };
  }

  /** Chrome takes a temperature only together with a top-k. */
  async #sampling({ temperature }: SamplingSettings): Promise<object | null> {
    if (temperature === null) return null;
    const params = await this.#factory.params?.().catch(() => null);
    return params ? { temperature, topK: params.defaultTopK } : null;
  }
}

function failureOf(error: unknown, begun: boolean): AskFailure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  const said = error instanceof Error ? ` Chrome says: “${error.message}”.` : '';
  const failure = (kind: AskFailure['kind'], retryable: boolean, detail: string): AskFailure => ({
    stage: 'ask',
    kind,
    retryable,
    detail,
  });
  if (name === 'QuotaExceededError')
    return failure('too-large', false, 'The prompt is too long for the model inside Chrome.');
  if (name === 'NotAllowedError')
    return failure(
      'forbidden',
      false,
      `Chrome does not let this page use its model yet. Press Draw again: the first use must follow a click.${said}`,
    );
  if (name === 'NotSupportedError')
    return failure('bad-request', false, `The model inside Chrome cannot take this prompt.${said}`);
  if (begun)
    return failure(
      'interrupted',
      true,
      `The model inside Chrome stopped before it had finished. What had arrived is kept.${said}`,
    );
  return failure('server', true, `The model inside Chrome could not start.${said}`);
}
