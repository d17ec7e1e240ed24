/** Sets up one model against the fault server, as a page or a process would hold it. */
import { readFileSync } from 'node:fs';
import type { AskRequest, SamplingSettings, Usage } from '../../src/core/ports/language-model.ts';
import type { Provider } from '../../src/core/ports/model-shelf.ts';
import { anthropicWire } from '../../src/adapters/model/anthropic.ts';
import type { CallLimits } from '../../src/adapters/model/call-limits.ts';
import type { HttpWire } from '../../src/adapters/model/http-wire.ts';
import { geminiWire } from '../../src/adapters/model/gemini.ts';
import { HttpLanguageModel } from '../../src/adapters/model/http-language-model.ts';
import type { ModelHost } from '../../src/adapters/model/model-host.ts';
import { openAiWire } from '../../src/adapters/model/openai-compatible.ts';
import type { Wire } from '../../src/adapters/model/wire.ts';

/** Looks like a key and belongs to nobody. */
export const KEY = 'sk-test-0123456789abcdefghijABCD7Qf2';

export const WIRES: Record<HttpWire, Wire> = {
  openai: openAiWire,
  anthropic: anthropicWire,
  gemini: geminiWire,
};

export const body = (name: string): string =>
  readFileSync(new URL(`../fault-server/bodies/${name}`, import.meta.url), 'utf8').trimEnd() +
  (name.endsWith('.sse') ? '\n\n' : '');

export function nodeHost(facts: Partial<ModelHost> = {}): ModelHost {
  return {
    fetch: (input, init) => fetch(input, init),
    now: () => performance.now(),
    clock: () => Date.now(),
    online: () => true,
    pageUrl: null,
    platform: 'linux',
    keyPlace: () => 'the place for keys',
    tellsOfUnreadAnswers: () => Promise.resolve(true),
    localNetworkPermission: () => Promise.resolve(null),
    builtInModel: () => null,
    ...facts,
  };
}

export const providerAt = (baseUrl: string, facts: Partial<Provider> = {}): Provider => ({
  id: 'custom-1',
  title: 'Example',
  wire: 'openai',
  baseUrl,
  key: 'required',
  keyPage: null,
  signIn: false,
  preset: false,
  hint: null,
  ...facts,
});

export interface ModelFacts {
  wire?: HttpWire;
  modelId?: string;
  provider?: Partial<Provider>;
  host?: Partial<ModelHost>;
  key?: string | null;
  limits?: Partial<CallLimits>;
  costOf?(usage: Usage): number | null;
}

export function modelAt(baseUrl: string, facts: ModelFacts = {}): HttpLanguageModel {
  const { wire = 'openai', modelId = 'model-1', key = KEY } = facts;
  return new HttpLanguageModel({
    provider: { ...providerAt(baseUrl, facts.provider), wire },
    modelId,
    wire: WIRES[wire],
    host: nodeHost(facts.host),
    key: () => key,
    secrets: () => (key === null ? [] : [key]),
    costOf: facts.costOf ?? (() => null),
    limits: facts.limits,
  });
}

export const NO_SETTINGS: SamplingSettings = {
  temperature: null,
  topP: null,
  maxTokens: null,
  seed: null,
  reasoningEffort: null,
  stop: [],
};

export const requestOf = (
  settings: Partial<SamplingSettings> = {},
  facts: Partial<AskRequest> = {},
): AskRequest => ({
  system: 'You draw.',
  user: 'Draw a circle.',
  subject: 'a circle',
  sampleIndex: 0,
  settings: { ...NO_SETTINGS, ...settings },
  ...facts,
});

/** Collects what a listener hears. */
export function hearing() {
  const heard = { text: '', reasoning: '', deltas: 0 };
  return {
    heard,
    listener: {
      text: (delta: string) => {
        heard.text += delta;
        heard.deltas++;
      },
      reasoning: (delta: string) => void (heard.reasoning += delta),
    },
  };
}

export const NEVER = new AbortController().signal;
