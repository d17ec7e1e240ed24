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
import { normaliseBaseUrl, originOf } from './base-url.ts';
import type { CallLimits } from './call-limits.ts';
import { readStored, type DeviceStorage } from './device-storage.ts';
import { isHttp, type HttpWire } from './http-wire.ts';
import { BoundKeyRing } from './key-ring.ts';
import type { ModelHost } from './model-host.ts';
import type { SignInPage } from './open-router-sign-in.ts';
import { PRESETS } from './presets.ts';
import { PriceTable } from './price-table.ts';
import { ReplayModel, type Recordings } from './replay.ts';
import { mayHoldAnswer } from './sign-in-address.ts';
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

const NOT_LOADED: Failure = {
  stage: 'ask',
  kind: 'offline',
  retryable: true,
  detail: 'What lists models did not load. Try again once the network is back.',
};

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
    const { host } = this.#parts;
    const provider = this.#get(providerId);
    const [key, secrets] = [this.keys.keyFor(providerId), this.keys.secrets()];
    const code = await import('./list-models.ts').catch(() => null);
    if (code === null) return failed(NOT_LOADED);
    const listed = await code.listModels(provider, { host, key, secrets }, signal);
    if (!listed.ok) return listed;
    this.#prices.learn(providerId, listed.value);
    return success(
      listed.value.map((model) => ({
        ...model,
        price: this.#prices.priceOf({ providerId, modelId: model.id }),
      })),
    );
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
      const { ChromeModel } = await import('./chrome.ts');
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
    const { beginSignIn } = await import('./open-router-sign-in.ts');
    await beginSignIn(providerId, this.#signInParts());
  }

  async finishSignIn(): Promise<{ providerId: string; failure: Failure | null } | null> {
    const { page } = this.#parts;
    if (page === null || !mayHoldAnswer(page.url())) return null;
    const { finishSignIn } = await import('./open-router-sign-in.ts');
    const finished = await finishSignIn(this.#signInParts(), NEVER);
    if (finished === null) return null;
    const { providerId, key } = finished;
    if (!key.ok) return { providerId, failure: key.failure };
    this.keys.set(providerId, key.value, this.keys.describe(providerId)?.place ?? 'memory');
    return { providerId, failure: null };
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
