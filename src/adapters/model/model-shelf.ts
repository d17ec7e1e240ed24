/** The language models of a page or process: providers, keys, prices, and the code to reach them. */
import type { ObjectLibrary } from '../../core/composer/object-library.ts';
import { failed, success, type Failure, type Result } from '../../core/failure.ts';
import type { Attempt, LanguageModel } from '../../core/ports/language-model.ts';
import type {
  Diagnosis,
  ModelChoice,
  ModelListing,
  ModelShelf,
  Price,
  Provider,
} from '../../core/ports/model-shelf.ts';
import { hostOf, normaliseBaseUrl, originOf } from './base-url.ts';
import { CALL_LIMITS, type CallLimits } from './call-limits.ts';
import { CHROME_MODEL_ID, ChromeModel, chromeAvailability } from './chrome.ts';
import { COMPOSER_MODEL_ID, COMPOSER_TITLE } from './composer-name.ts';
import { readStored, type DeviceStorage } from './device-storage.ts';
import { endpointOf, isHttp, type HttpWire } from './endpoints.ts';
import { failureOfUnreachable } from './explain-unreachable.ts';
import { badBody, failureOfAnswer, failureOfEnding, noKey, type Asked } from './failures.ts';
import { readDocument } from './guarded-fetch.ts';
import { BoundKeyRing } from './key-ring.ts';
import type { ModelHost } from './model-host.ts';
import { beginSignIn, finishSignIn, type SignInPage } from './open-router-sign-in.ts';
import { PRESETS } from './presets.ts';
import { PriceTable } from './price-table.ts';
import { parseJson } from './read-json.ts';
import { REPLAY_MODEL_ID, ReplayModel, type Recordings } from './replay.ts';
import { readProviders } from './stored-providers.ts';
import type { Pace } from './stream-text.ts';
import type { Wire } from './wire.ts';

export interface ShelfParts {
  host: ModelHost;
  /** Providers, prices, and keys that the person asked to keep. */
  storage: DeviceStorage;
  /** Lives as long as the tab: carries a sign-in over the trip to OpenRouter. */
  session: DeviceStorage;
  /** `null` outside a browser. */
  page: SignInPage | null;
  /** Loaded when replay is first opened. */
  recordings(): Promise<Recordings>;
  /** The composer's drawings, loaded when it is first opened. */
  objects(): Promise<ObjectLibrary>;
  /** Replay's and the composer's characters per second; 0 at once, `null` a lively pace. */
  replaySpeed(): number | null;
  /** Differences from the usual limits, read at each call. */
  limits?(): Partial<CallLimits>;
}

const STORED = 'sgp-playground:providers';

/** Vendor code is large and most people need one of them: each is fetched when first opened. */
const WIRES: Record<HttpWire, () => Promise<Wire>> = {
  openai: async () => (await import('./openai-compatible.ts')).openAiWire,
  anthropic: async () => (await import('./anthropic.ts')).anthropicWire,
  gemini: async () => (await import('./gemini.ts')).geminiWire,
};

/** A list of models is short and quick, or something is wrong. */
const LIST_LIMITS = { ...CALL_LIMITS, firstByteMs: 20_000, idleMs: 20_000, totalMs: 60_000 };

const NEVER = new AbortController().signal;

export class LocalModelShelf implements ModelShelf {
  readonly keys: BoundKeyRing;
  readonly #parts: ShelfParts;
  readonly #prices: PriceTable;
  readonly #listeners = new Set<() => void>();
  /** Presets as edited, and providers of the person's own. */
  readonly #saved: Map<string, Provider>;

  constructor(parts: ShelfParts) {
    this.#parts = parts;
    this.#saved = readProviders(readStored(parts.storage, STORED));
    this.#prices = new PriceTable(parts.storage);
    this.keys = new BoundKeyRing(
      parts.storage,
      (id) => this.#find(id)?.baseUrl || null,
      () => this.#changed(),
    );
  }

  providers(): Provider[] {
    const presets = PRESETS.map((preset) => this.#saved.get(preset.id) ?? preset);
    const own = [...this.#saved.values()].filter((provider) => !provider.preset);
    return [...presets, ...own];
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** @throws RangeError with a sentence for people where the address cannot be used */
  saveProvider(provider: Provider): void {
    const preset = PRESETS.find(({ id }) => id === provider.id);
    const baseUrl = isHttp(provider) ? normaliseBaseUrl(provider.baseUrl) : '';
    this.#saved.set(provider.id, { ...provider, baseUrl, preset: preset !== undefined });
    this.#store();
  }

  /** A preset goes back to what it was; one's own goes, and its key with it. */
  removeProvider(providerId: string): void {
    this.keys.forget(providerId);
    this.#saved.delete(providerId);
    this.#store();
  }

  async listModels(
    providerId: string,
    signal: AbortSignal = NEVER,
  ): Promise<Result<ModelListing[]>> {
    const provider = this.#get(providerId);
    if (provider.wire === 'replay')
      return success([listing(REPLAY_MODEL_ID, 'Replay: bundled answers')]);
    if (provider.wire === 'composer') return success([listing(COMPOSER_MODEL_ID, COMPOSER_TITLE)]);
    if (provider.wire === 'chrome') return this.#listChrome();
    if (!isHttp(provider)) return success([]);
    const asked: Asked = {
      title: provider.title,
      host: hostOf(provider.baseUrl),
      modelId: '',
      secrets: this.keys.secrets(),
    };
    const key = this.keys.keyFor(providerId);
    if (provider.key === 'required' && key === null) return failed(noKey(asked));
    return this.#listHttp(provider, key, asked, signal);
  }

  async open(
    { providerId, modelId }: ModelChoice,
    shown: 'shown' | 'at-once' = 'shown',
  ): Promise<LanguageModel> {
    const { host, recordings, objects } = this.#parts;
    const replaySpeed = shown === 'shown' ? this.#parts.replaySpeed : () => 0;
    const provider = this.#get(providerId);
    const pace: Pace = { charactersPerSecond: replaySpeed, now: () => host.now() };
    if (provider.wire === 'replay') return new ReplayModel(await recordings(), pace);
    if (provider.wire === 'composer') {
      const [{ ComposerModel }, library] = await Promise.all([import('./composer.ts'), objects()]);
      return new ComposerModel(library, pace);
    }
    if (provider.wire === 'chrome') {
      const factory = host.builtInModel();
      if (factory === null) throw new Error('This browser has no model of its own.');
      return new ChromeModel(factory, () => host.now());
    }
    if (!isHttp(provider)) throw new Error(`No adapter speaks ${provider.wire}.`);
    const [{ HttpLanguageModel }, wire] = await Promise.all([
      import('./http-language-model.ts'),
      WIRES[provider.wire](),
    ]);
    return new HttpLanguageModel({
      provider,
      modelId,
      wire,
      host,
      // The model keeps the address it was opened with, so the key is asked for by that address.
      key: () => this.keys.keyFor(providerId, originOf(provider.baseUrl)),
      secrets: () => this.keys.secrets(),
      costOf: (usage) => this.#prices.costOf({ providerId, modelId }, usage),
      limits: this.#parts.limits?.(),
    });
  }

  async diagnose(
    providerId: string,
    modelId: string | null,
    signal: AbortSignal = NEVER,
  ): Promise<Diagnosis> {
    const { diagnose } = await import('./doctor.ts');
    return diagnose(
      {
        provider: this.#get(providerId),
        key: this.keys.keyFor(providerId),
        modelId,
        askForOneToken: (id) => this.#askForOneToken({ providerId, modelId: id }, signal),
        listed: (models) => this.#prices.learn(providerId, models),
      },
      this.#parts.host,
      signal,
    );
  }

  price(choice: ModelChoice): Price | null {
    return this.#prices.priceOf(choice);
  }

  setPrice(choice: ModelChoice, price: { input: number; output: number } | null): void {
    this.#prices.setOwn(choice, price);
    this.#changed();
  }

  async beginSignIn(providerId: string): Promise<void> {
    await beginSignIn(providerId, this.#signInParts());
  }

  async finishSignIn(): Promise<{ providerId: string; failure: Failure | null } | null> {
    if (this.#parts.page === null) return null;
    const finished = await finishSignIn(this.#signInParts(), NEVER);
    if (finished === null) return null;
    const { providerId, key } = finished;
    if (!key.ok) return { providerId, failure: key.failure };
    this.keys.set(providerId, key.value, this.keys.describe(providerId)?.place ?? 'memory');
    return { providerId, failure: null };
  }

  async #listHttp(
    provider: Provider & { wire: HttpWire },
    key: string | null,
    asked: Asked,
    signal: AbortSignal,
  ): Promise<Result<ModelListing[]>> {
    const { host } = this.#parts;
    const endpoint = endpointOf(provider.wire);
    const document = await readDocument(
      {
        method: 'GET',
        url: endpoint.modelsUrl(provider.baseUrl),
        headers: endpoint.headers(key),
        body: null,
      },
      {
        fetch: host.fetch,
        origin: originOf(provider.baseUrl),
        allowedHeaders: endpoint.allowedHeaders,
        limits: LIST_LIMITS,
      },
      signal,
    );
    const { ending, status, headers, text } = document;
    if (ending.kind === 'unreachable')
      return failed(
        await failureOfUnreachable(ending.error, provider.baseUrl, asked, host, signal),
      );
    if (ending.kind !== 'complete') return failed(failureOfEnding(ending, asked));
    if (status > 299)
      return failed(failureOfAnswer({ status, headers, body: text }, asked, host.clock()));
    const models = endpoint.readModels(parseJson(text));
    if (models === null) return failed(badBody(text, asked));
    this.#prices.learn(provider.id, models);
    const priced = models.map((model) => ({
      ...model,
      price: this.#prices.priceOf({ providerId: provider.id, modelId: model.id }),
    }));
    return success(priced.sort((a, b) => a.id.localeCompare(b.id, 'en')));
  }

  async #listChrome(): Promise<Result<ModelListing[]>> {
    const availability = await chromeAvailability(this.#parts.host.builtInModel());
    if (availability !== 'unavailable')
      return success([listing(CHROME_MODEL_ID, 'Chrome built-in')]);
    return failed({
      stage: 'ask',
      kind: 'forbidden',
      retryable: false,
      detail: 'This browser has no model of its own. It needs desktop Chrome with the model.',
    });
  }

  async #askForOneToken(choice: ModelChoice, signal: AbortSignal): Promise<Attempt> {
    const model = await this.open(choice);
    return model.ask(
      {
        system: null,
        user: 'Hi',
        subject: 'Hi',
        sampleIndex: 0,
        settings: {
          temperature: null,
          topP: null,
          maxTokens: 1,
          seed: null,
          reasoningEffort: null,
          stop: [],
        },
      },
      { text: () => undefined },
      signal,
    );
  }

  #signInParts() {
    const { page, session, host } = this.#parts;
    if (page === null) throw new Error('Signing in needs a browser.');
    return { page, session, fetch: host.fetch };
  }

  #find(providerId: string): Provider | undefined {
    return this.#saved.get(providerId) ?? PRESETS.find(({ id }) => id === providerId);
  }

  #get(providerId: string): Provider {
    const provider = this.#find(providerId);
    if (provider === undefined) throw new RangeError(`There is no provider “${providerId}”.`);
    return provider;
  }

  #store(): void {
    this.#parts.storage.setItem(STORED, JSON.stringify([...this.#saved.values()]));
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

const listing = (id: string, title: string): ModelListing => ({
  id,
  title,
  contextLength: null,
  price: { input: 0, output: 0, source: 'table' },
});
