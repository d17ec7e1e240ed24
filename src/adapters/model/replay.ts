/** Recorded answers in place of a model, so that everything works without a key. It never pretends. */
import type {
  AskListener,
  AskRequest,
  Attempt,
  LanguageModel,
  Response,
  StopReason,
} from '../../core/ports/language-model.ts';
import { emptyAttempt, emptyResponse } from './empty-attempt.ts';

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

export interface ReplayOptions {
  /** Characters per second; 0 gives the answer at once, `null` every answer in `LIVELY_MS`. */
  charactersPerSecond(): number | null;
  now(): number;
}

export const REPLAY_MODEL_ID = 'replay';

/** Long enough to see it come, short enough not to wait for it. */
const LIVELY_MS = 1500;
const TICK_MS = 33;

export class ReplayModel implements LanguageModel {
  readonly id = REPLAY_MODEL_ID;
  readonly title = 'Replay: bundled answers';
  readonly #recordings: Recordings;
  readonly #options: ReplayOptions;

  constructor(recordings: Recordings, options: ReplayOptions) {
    this.#recordings = recordings;
    this.#options = options;
  }

  async ask(request: AskRequest, listener: AskListener, signal: AbortSignal): Promise<Attempt> {
    signal.throwIfAborted();
    const { prompts } = this.#recordings.index;
    const wanted = normalise(request.subject);
    const found = prompts.find(({ prompt }) => normalise(prompt) === wanted);
    const answer = found?.answers[request.sampleIndex % found.answers.length];
    if (answer === undefined)
      return emptyAttempt(REPLAY_MODEL_ID, nothingRecorded(request.subject, prompts));

    const started = this.#options.now();
    const text = await this.#recordings.read(answer.file);
    let firstTokenMs: number | null = null;
    await stream(text, this.#options, signal, (delta) => {
      firstTokenMs ??= this.#options.now() - started;
      listener.text(delta);
    });
    const response: Response = {
      ...emptyResponse(REPLAY_MODEL_ID),
      text,
      stopReason: answer.stopReason,
      rawStopReason: answer.stopReason,
      latencyMs: this.#options.now() - started,
      firstTokenMs,
      costUsd: 0,
    };
    return { response, failure: failureOf(answer.stopReason) };
  }
}

/** The recorded prompts that share most words with `subject`, best first; ties as recorded. */
export function nearestRecordings(
  subject: string,
  prompts: readonly RecordedPrompt[],
  count = 3,
): RecordedPrompt[] {
  const wanted = wordsOf(subject);
  const overlap = (prompt: string): number => {
    const words = wordsOf(prompt);
    const shared = [...words].filter((word) => wanted.has(word)).length;
    return shared / (words.size + wanted.size - shared || 1);
  };
  return prompts
    .map((recorded) => ({ recorded, score: overlap(recorded.prompt) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ recorded }) => recorded);
}

function nothingRecorded(
  subject: string,
  prompts: readonly RecordedPrompt[],
): NonNullable<Attempt['failure']> {
  const nearest = nearestRecordings(subject, prompts).map(({ prompt }) => `“${prompt}”`);
  return {
    stage: 'ask',
    kind: 'no-recording',
    retryable: false,
    detail: `Replay holds no recorded answer for this prompt.${nearest.length > 0 ? ` The nearest it holds: ${nearest.join(', ')}.` : ''} Choose one of these, or connect a model in Settings.`,
  };
}

function failureOf(stopReason: StopReason): Attempt['failure'] {
  if (stopReason === 'length')
    return {
      stage: 'ask',
      kind: 'cut-off',
      retryable: false,
      detail: 'The recorded model ran into its token limit before it had finished.',
    };
  if (stopReason === 'refusal')
    return {
      stage: 'ask',
      kind: 'refused',
      retryable: false,
      detail: 'The recorded model declined to answer this prompt.',
    };
  return null;
}

/** Case, white space and a full stop at the end make no other prompt. */
const normalise = (prompt: string): string =>
  prompt.toLowerCase().replace(/\s+/g, ' ').trim().replace(/ ?\.$/, '');

const EMPTY_WORDS = new Set(['a', 'an', 'the', 'of', 'on', 'in', 'at', 'and', 'with', 'to', 'is']);

const wordsOf = (prompt: string): Set<string> =>
  new Set(
    (prompt.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !EMPTY_WORDS.has(word)),
  );

/** Hands the text over in pieces by the clock, never between the halves of a surrogate pair. */
async function stream(
  text: string,
  { charactersPerSecond, now }: ReplayOptions,
  signal: AbortSignal,
  give: (delta: string) => void,
): Promise<void> {
  const speed = charactersPerSecond() ?? (text.length * 1000) / LIVELY_MS;
  const started = now();
  for (let given = 0; given < text.length;) {
    const due = speed === 0 ? text.length : Math.ceil(((now() - started) * speed) / 1000);
    let end = Math.min(text.length, Math.max(due, given + 1));
    if (isHighSurrogate(text.charCodeAt(end - 1)) && end < text.length) end++;
    give(text.slice(given, end));
    given = end;
    if (given < text.length) await pause(TICK_MS, signal);
  }
  signal.throwIfAborted();
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
}
