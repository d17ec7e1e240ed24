/**
 * Turns the bytes of an answer into a `Response`, keeping every character of it, whatever happens:
 * streams, whole answers of servers that do not stream, error bodies, and pages that are no answer.
 */
import type { AskListener, Response, StopReason, Usage } from '../../core/ports/language-model.ts';
import { BodyDecoder, charsetOf } from './body-decoder.ts';
import type { Ending, Receiver } from './guarded-fetch.ts';
import {
  badBody,
  failureOfAnswer,
  failureOfEnding,
  failureOfError,
  failureOfStop,
  interrupted,
  type AskFailure,
  type Asked,
  type ErrorAnswer,
} from './failures.ts';
import { maskKeys } from './mask-secrets.ts';
import type { ProviderError } from './provider-error.ts';
import { parseJson } from './read-json.ts';
import { SseParser } from './sse.ts';
import type { Wire, WirePart } from './wire.ts';

/** Kept for error bodies and for saying what came instead of an answer. */
const HEAD_LENGTH = 64 * 1024;

interface Clocks {
  now(): number;
  clock(): number;
}

export class AnswerCollector implements Receiver {
  readonly #wire: Wire;
  readonly #listener: AskListener;
  readonly #asked: Asked;
  readonly #clocks: Clocks;
  readonly #started: number;

  #answer: ErrorAnswer | null = null;
  #decoder = new BodyDecoder(null);
  #sse = new SseParser();
  /** `null` until the first character that is not white space has shown which it is. */
  #shape: 'events' | 'document' | null = null;
  #head = '';
  #document: string[] = [];

  #text: string[] = [];
  #reasoning: string[] = [];
  #modelId = '';
  #usage: Usage = { promptTokens: null, completionTokens: null, reasoningTokens: null };
  #reportedCostUsd: number | null = null;
  #stop: { raw: string; reason: StopReason } | null = null;
  #refused = false;
  #ended = false;
  #error: ProviderError | null = null;
  #understood = 0;
  #unreadable = 0;
  #firstTokenMs: number | null = null;

  constructor(wire: Wire, listener: AskListener, asked: Asked, clocks: Clocks) {
    this.#wire = wire;
    this.#listener = listener;
    this.#asked = asked;
    this.#clocks = clocks;
    this.#started = clocks.now();
  }

  head(status: number, headers: Headers): void {
    this.#answer = { status, headers, body: '' };
    const type = headers.get('content-type') ?? '';
    const streams = /text\/event-stream/i.test(type);
    if (streams) this.#shape = 'events';
    // Event streams are UTF-8 by their standard, whatever their header says; some servers do not know.
    if (!streams) this.#decoder = new BodyDecoder(charsetOf(type));
  }

  bytes(chunk: Uint8Array): void {
    this.#take(this.#decoder.decode(chunk));
  }

  /** @param ending of the transfer; `unreachable` is explained by the caller, who can ask the host */
  failure(ending: Exclude<Ending, { kind: 'unreachable' }>): AskFailure | null {
    this.#take(this.#decoder.end());
    const answer = this.#answer;
    if (answer !== null && (answer.status < 200 || answer.status > 299)) {
      answer.body = this.#head;
      return failureOfAnswer(answer, this.#asked, this.#clocks.clock());
    }
    if (ending.kind === 'complete' && this.#shape === 'document') this.#readDocument();
    if (this.#error !== null) return failureOfError(this.#error, this.#asked);
    // A cut after the model's own end loses nothing.
    const finished = this.#stop !== null || this.#ended;
    if (ending.kind === 'wrong-origin' || (ending.kind !== 'complete' && !finished)) {
      const failure = failureOfEnding(ending, this.#asked);
      // A body without end in which no model spoke is the server's fault.
      const isAnswer = this.#text.length > 0 || this.#reasoning.length > 0;
      return ending.kind === 'too-large' && isAnswer ? { ...failure, limit: 'response' } : failure;
    }
    if (this.#unreadable > 0 || this.#understood === 0) return badBody(this.#head, this.#asked);
    if (!finished) return interrupted(this.#asked);
    return failureOfStop(this.#stopReason(), this.#asked);
  }

  /** @param costOf US dollars by the price table; a provider's own figure goes before it */
  response(costOf: (usage: Usage) => number | null, droppedSettings: string[]): Response {
    return {
      text: this.#withoutKeys(this.#text.join('')),
      reasoning: this.#withoutKeys(this.#reasoning.join('')),
      stopReason: this.#stopReason(),
      rawStopReason: this.#stop?.raw ?? null,
      modelId: this.#modelId || this.#asked.modelId,
      usage: this.#usage,
      latencyMs: this.#clocks.now() - this.#started,
      firstTokenMs: this.#firstTokenMs,
      costUsd: this.#reportedCostUsd ?? costOf(this.#usage),
      droppedSettings,
      ...(this.#decoder.replaced ? { replacedCharacters: true as const } : {}),
    };
  }

  /** What the provider objected to, for deciding whether to leave a setting out. */
  get refusal(): { status: number; body: string } | null {
    return this.#answer && { status: this.#answer.status, body: this.#head };
  }

  #take(piece: string): void {
    if (piece === '') return;
    if (this.#head.length < HEAD_LENGTH)
      this.#head += piece.slice(0, HEAD_LENGTH - this.#head.length);
    if (this.#answer!.status > 299) return;
    this.#shape ??= shapeOf(this.#head);
    if (this.#shape === 'events')
      for (const { event, data } of this.#sse.push(piece)) this.#readEvent(event, data);
    else this.#document.push(piece);
  }

  #readEvent(event: string, data: string): void {
    if (data.trim() === '[DONE]') {
      this.#ended = true;
      this.#understood++;
      return;
    }
    const json = parseJson(data);
    if (json === undefined && event === 'error') this.#error = wordlessError(data);
    else if (json === undefined) this.#unreadable++;
    else this.#read(json);
  }

  /** A server that does not stream sends one value, or Gemini's list of them: complete as it is. */
  #readDocument(): void {
    const json = parseJson(this.#document.join(''));
    if (json === undefined) {
      this.#unreadable++;
      return;
    }
    const values: unknown[] = Array.isArray(json) ? json : [json];
    // Any JSON may come from a wrong address; only one that says something of an answer is one.
    const said = values.map((value) => this.#read(value));
    this.#ended = said.some((parts) => parts > 0);
    if (!this.#ended) this.#unreadable++;
  }

  /** @returns how many parts it held: none in keep-alives and events of kinds that are not ours */
  #read(json: unknown): number {
    const parts = this.#wire.read(json);
    if (typeof json === 'object' && json !== null) this.#understood++;
    for (const part of parts) this.#keep(part);
    return parts.length;
  }

  #keep(part: WirePart): void {
    switch (part.kind) {
      case 'text':
        this.#firstTokenMs ??= this.#clocks.now() - this.#started;
        this.#text.push(part.text);
        this.#listener.text(part.text);
        return;
      case 'reasoning':
        this.#firstTokenMs ??= this.#clocks.now() - this.#started;
        this.#reasoning.push(part.text);
        this.#listener.reasoning?.(part.text);
        return;
      case 'refusal':
        this.#refused = true;
        return;
      case 'model':
        this.#modelId = part.id;
        return;
      case 'usage':
        for (const [name, count] of Object.entries(part.usage))
          if (count !== null) this.#usage[name as keyof Usage] = count;
        return;
      case 'cost':
        this.#reportedCostUsd = part.usd;
        return;
      case 'stop':
        this.#stop = part;
        return;
      case 'end':
        this.#ended = true;
        return;
      case 'error':
        this.#error ??= part.error;
        return;
    }
  }

  #stopReason(): StopReason {
    if (this.#error !== null) return 'error';
    if (this.#refused) return 'refusal';
    return this.#stop?.reason ?? 'other';
  }

  /** The one exception to "verbatim": a key must not get into a record, not even by echo. */
  #withoutKeys(source: string): string {
    return maskKeys(source, this.#asked.secrets);
  }
}

function shapeOf(head: string): 'events' | 'document' | null {
  const first = /\S/.exec(head)?.[0];
  if (first === undefined) return null;
  return first === '{' || first === '[' || first === '<' ? 'document' : 'events';
}

function wordlessError(message: string): ProviderError {
  return { message, codes: [], status: null, parameter: null, retryAfterMs: null };
}
