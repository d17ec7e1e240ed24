/** The port behind which every source of programs stands: providers, the browser's own model, replay. */
import type { Failure } from '../failure.ts';

/** `null` leaves a setting to the provider. */
export interface SamplingSettings {
  /** 0..2 */
  temperature: number | null;
  /** 0..1 */
  topP: number | null;
  maxTokens: number | null;
  /**
   * An answer that was cut at its token limit is asked for once more with so many, which costs a second
   * call; absent: it is taken as it is. For whoever asks: a model itself asks once.
   */
  raiseMaxTokens?: number;
  seed: number | null;
  reasoningEffort: 'minimal' | 'low' | 'medium' | 'high' | null;
  /** Sequences that end the answer. */
  stop: string[];
}

export interface AskRequest {
  system: string | null;
  user: string;
  /** What the person asked to see, before the template: replay and rule-based models go by it. */
  subject: string;
  /** 0-based; with a seed, attempt `i` is sent seed + i so that n samples differ and repeat. */
  sampleIndex: number;
  settings: SamplingSettings;
}

/** Token counts as the provider reports them; `null` where it does not. */
export interface Usage {
  promptTokens: number | null;
  completionTokens: number | null;
  /** Part of `completionTokens`. */
  reasoningTokens: number | null;
}

export type StopReason = 'stop' | 'length' | 'content-filter' | 'refusal' | 'error' | 'other';

/** What the language model sent, verbatim. */
export interface Response {
  text: string;
  /** Reasoning delivered apart from the answer; never searched for a program. */
  reasoning: string;
  stopReason: StopReason;
  /** The provider's own word for it. */
  rawStopReason: string | null;
  /** The model the provider says answered, which may be more exact than the one asked for. */
  modelId: string;
  usage: Usage;
  /** From sending to the last byte, monotonic clock. */
  latencyMs: number;
  firstTokenMs: number | null;
  /** US dollars, from the price table in force; `null` where no price is known. */
  costUsd: number | null;
  /** Settings that were not honoured: the model takes none such, or refused it (cases.md C28). */
  droppedSettings: string[];
  /**
   * Bytes that are no text in the encoding of the body came, and U+FFFD stands in their place: a fault
   * of the server's (cases.md A30). Left out where all was read as sent.
   */
  replacedCharacters?: true;
}

/** One call. Text that arrived before a failure is kept in `response`. */
export interface Attempt {
  response: Response;
  failure: Failure | null;
  /** The token limit of this call, where it was raised above that of the settings. */
  maxTokens?: number;
}

export interface AskListener {
  text(delta: string): void;
  reasoning?(delta: string): void;
  /** A model inside the browser is being fetched first: 0..1. */
  download?(fraction: number): void;
}

export interface LanguageModel {
  /** Stable name for records, e.g. `openai/gpt-4o` or `replay`. */
  readonly id: string;
  readonly title: string;
  /**
   * Asks once; no hidden retries. Resolves with every failure as data.
   * @throws the signal's reason when aborted
   */
  ask(request: AskRequest, listener: AskListener, signal: AbortSignal): Promise<Attempt>;
}
