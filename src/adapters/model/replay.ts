/** Recorded answers in place of a model, so that everything works without a key. It never pretends. */
import type {
  AskListener,
  AskRequest,
  Attempt,
  LanguageModel,
  Response,
  StopReason,
} from '../../core/ports/language-model.ts';
import { nearestPrompts } from '../../core/prompt/nearest-prompts.ts';
import { emptyAttempt, emptyResponse } from '../../core/attempt.ts';
import { streamText, type Pace } from './stream-text.ts';

export type RecordingCategory = 'object' | 'scene' | 'composition';

/** `benchmarks/replay/index.json`. */
export interface RecordingIndex {
  version: number;
  prompts: RecordedPrompt[];
}

export interface RecordedPrompt {
  id: string;
  prompt: string;
  category: RecordingCategory;
  answers: {
    /** Path under `benchmarks/replay`. */
    file: string;
    stopReason: Extract<StopReason, 'stop' | 'length' | 'refusal'>;
    /** What is notable, e.g. what was broken on purpose. */
    note: string;
  }[];
}

/** Where recordings come from: a chunk of the page, or files on disk. */
export interface Recordings {
  index: RecordingIndex;
  /** @returns the response, verbatim */
  read(file: string): Promise<string>;
}

export const REPLAY_MODEL_ID = 'replay';

export class ReplayModel implements LanguageModel {
  readonly id = REPLAY_MODEL_ID;
  readonly title = 'Replay: bundled answers';
  readonly #recordings: Recordings;
  readonly #pace: Pace;

  constructor(recordings: Recordings, pace: Pace) {
    this.#recordings = recordings;
    this.#pace = pace;
  }

  async ask(request: AskRequest, listener: AskListener, signal: AbortSignal): Promise<Attempt> {
    signal.throwIfAborted();
    const { prompts } = this.#recordings.index;
    const wanted = normalise(request.subject);
    const found = prompts.find(({ prompt }) => normalise(prompt) === wanted);
    const answer = found?.answers[request.sampleIndex % found.answers.length];
    if (answer === undefined)
      return emptyAttempt(REPLAY_MODEL_ID, nothingRecorded(request.subject, prompts));

    const started = this.#pace.now();
    const text = await this.#recordings.read(answer.file);
    let firstTokenMs: number | null = null;
    await streamText(text, this.#pace, signal, (delta) => {
      firstTokenMs ??= this.#pace.now() - started;
      listener.text(delta);
    });
    const response: Response = {
      ...emptyResponse(REPLAY_MODEL_ID),
      text,
      stopReason: answer.stopReason,
      rawStopReason: answer.stopReason,
      latencyMs: this.#pace.now() - started,
      firstTokenMs,
      costUsd: 0,
    };
    return { response, failure: failureOf(answer.stopReason) };
  }
}

function nothingRecorded(
  subject: string,
  prompts: readonly RecordedPrompt[],
): NonNullable<Attempt['failure']> {
  const nearest = nearestPrompts(subject, prompts).map(({ prompt }) => `“${prompt}”`);
  return {
    stage: 'ask',
    kind: 'no-recording',
    retryable: false,
    detail: `Replay has no bundled answer for this prompt.${nearest.length > 0 ? ` The nearest it holds: ${nearest.join(', ')}.` : ''} Choose one of these, or connect a model in Settings.`,
  };
}

function failureOf(stopReason: StopReason): Attempt['failure'] {
  if (stopReason === 'length')
    return {
      stage: 'ask',
      kind: 'cut-off',
      retryable: false,
      detail: 'The answer stops at its token limit, before it has finished.',
    };
  if (stopReason === 'refusal')
    return {
      stage: 'ask',
      kind: 'refused',
      retryable: false,
      detail: 'The answer declines this prompt.',
    };
  return null;
}

/** Case, white space and a full stop at the end make no other prompt. */
const normalise = (prompt: string): string =>
  prompt.toLowerCase().replace(/\s+/g, ' ').trim().replace(/ ?\.$/, '');
