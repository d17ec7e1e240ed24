/** Which language models can be asked, how they are reached, and what is wrong when they are not. */
import type { Failure, Result } from '../failure.ts';
import type { LanguageModel } from './language-model.ts';

export type WireFormat = 'replay' | 'composer' | 'openai' | 'anthropic' | 'gemini' | 'chrome';

export interface Provider {
  /** e.g. `openrouter`, `ollama`, `custom-2` */
  id: string;
  title: string;
  wire: WireFormat;
  /** Up to and including the version segment, no slash at the end; empty for `replay`, `composer` and `chrome`. */
  baseUrl: string;
  key: 'required' | 'optional' | 'none';
  /** Page where keys are made; `null` where there is none. */
  keyPage: string | null;
  /** OpenRouter's PKCE sign-in. */
  signIn: boolean;
  /** A preset can be edited but not removed. */
  preset: boolean;
  /** One sentence shown under the title, e.g. what a local server must be told. */
  hint: string | null;
}

export interface ModelListing {
  id: string;
  title: string;
  contextLength: number | null;
  price: Price | null;
}

/** US dollars per million tokens. */
export interface Price {
  input: number;
  output: number;
  source: 'user' | 'provider' | 'table';
}

export interface ModelChoice {
  providerId: string;
  modelId: string;
}

export type ProbeStep = 'page' | 'origin' | 'key' | 'model';

export interface Probe {
  /** What was tried, in the words of a person: "Something listens at localhost:11434". */
  question: string;
  answer: 'yes' | 'no' | 'unknown' | 'not-reached';
  /** e.g. "401, readable", "opaque answer in 4 ms" */
  evidence: string;
}

/** The doctor's finding: where the request stopped, how we know, and the one step that cures it. */
export interface Diagnosis {
  providerId: string;
  verdict:
    | 'works'
    | 'wrong-key'
    | 'no-key'
    | 'unknown-model'
    | 'page-refused'
    | 'server-down'
    | 'local-network-denied'
    | 'billing'
    | 'offline'
    | 'rate-limited'
    | 'not-here'
    | 'cannot-tell';
  /** One sentence: "The server is running. It refuses this page." */
  headline: string;
  explanation: string;
  certain: boolean;
  /** Steps passed, and the one where it stopped (`null`: none). */
  stoppedAt: ProbeStep | null;
  probes: Probe[];
  cure: {
    instruction: string;
    command: string | null;
    needsKey: boolean;
    /** The same step for other systems, e.g. macOS, Windows, systemd. */
    others?: { label: string; command: string }[];
  } | null;
  modelCount: number | null;
  latencyMs: number | null;
}

export type KeyPlace = 'memory' | 'device';

/** Keys are written through this door and never read back through it. */
export interface KeyRing {
  /** Where the key of a provider is kept, with its last four characters; `null`: none. */
  describe(providerId: string): { place: KeyPlace; ending: string } | null;
  /** The key is bound to the origin that the provider's base URL has now. */
  set(providerId: string, key: string, place: KeyPlace): void;
  forget(providerId: string): void;
  forgetAll(): void;
}

export interface ModelShelf {
  readonly keys: KeyRing;
  providers(): Provider[];
  subscribe(listener: () => void): () => void;
  /** @throws RangeError, with a sentence for people, where the address cannot be used */
  saveProvider(provider: Provider): void;
  /** A preset goes back to what it was. */
  removeProvider(providerId: string): void;
  listModels(providerId: string, signal?: AbortSignal): Promise<Result<ModelListing[]>>;
  /**
   * Loads the provider's code if needed.
   * @param pace of replay and the composer: `shown` streams as a person chose to watch it
   */
  open(choice: ModelChoice, pace?: 'shown' | 'at-once'): Promise<LanguageModel>;
  diagnose(providerId: string, modelId: string | null, signal?: AbortSignal): Promise<Diagnosis>;
  price(choice: ModelChoice): Price | null;
  /** `null` removes the user's own price. */
  setPrice(choice: ModelChoice, price: { input: number; output: number } | null): void;
  /** Starts OpenRouter's sign-in by leaving the page; `finishSignIn` reads the answer on return. */
  beginSignIn(providerId: string): Promise<void>;
  finishSignIn(): Promise<{ providerId: string; failure: Failure | null } | null>;
}
