/** What the three wire formats have in common: compose a request, read an answer, list models. */
import type {
  AskRequest,
  SamplingSettings,
  StopReason,
  Usage,
} from '../../core/ports/language-model.ts';
import type { ModelListing } from '../../core/ports/model-shelf.ts';
import type { ProviderError } from './provider-error.ts';

/** One thing that an event of the stream said. */
export type WirePart =
  | { kind: 'text'; text: string }
  | { kind: 'reasoning'; text: string }
  /** The model said that it will not answer; its words come as text. */
  | { kind: 'refusal' }
  | { kind: 'model'; id: string }
  /** Later counts replace earlier ones. */
  | { kind: 'usage'; usage: Partial<Usage> }
  | { kind: 'cost'; usd: number }
  | { kind: 'stop'; raw: string; reason: StopReason }
  /** The stream is over by its own word, whether or not it gave a reason. */
  | { kind: 'end' }
  | { kind: 'error'; error: ProviderError };

/** What may be left out when a provider refuses it (cases.md C28). */
export type Omittable = Exclude<keyof SamplingSettings, 'raiseMaxTokens'> | 'streamUsage';

export interface ComposeOptions {
  baseUrl: string;
  modelId: string;
  omit: ReadonlySet<Omittable>;
  /** OpenAI's newer models refuse `max_tokens`, most other servers know nothing else. */
  maxTokensName: 'max_tokens' | 'max_completion_tokens';
}

export interface Composed {
  url: string;
  /** JSON. */
  body: string;
  /** Settings of the request that this model cannot be sent. */
  unsupported: Omittable[];
}

/** The half of a wire format that needs no vendor code: keys, headers, model lists. */
export interface Endpoint {
  /** Every header that may be sent, lower case. */
  allowedHeaders: readonly string[];
  /** Of every request; one with a body adds its type. Without any, a page asks with no preflight. */
  headers(key: string | null): Record<string, string>;
  modelsUrl(baseUrl: string): string;
  /** @returns `null` where the body is not a list of models */
  readModels(body: unknown): ModelListing[] | null;
}

/** The other half, loaded with the vendor's code when a model is first opened. */
export interface Wire {
  compose(request: AskRequest, options: ComposeOptions): Promise<Composed>;
  /** @param event one JSON value of the answer; unknown shapes give no parts */
  read(event: unknown): WirePart[];
}

/** Our name of a setting, from the name that a vendor's code uses. */
const SETTING_OF_FEATURE: Record<string, Omittable> = {
  temperature: 'temperature',
  topP: 'topP',
  maxOutputTokens: 'maxTokens',
  seed: 'seed',
  stopSequences: 'stop',
};

export function settingOfFeature(feature: string): Omittable | null {
  if (/thinking|effort|reasoning/i.test(feature)) return 'reasoningEffort';
  return SETTING_OF_FEATURE[feature] ?? null;
}

/** Settings that the request really carries: `null` and an empty list leave it to the provider. */
export function isSet(settings: SamplingSettings, name: Omittable): boolean {
  if (name === 'streamUsage') return true;
  return name === 'stop' ? settings.stop.length > 0 : settings[name] !== null;
}
