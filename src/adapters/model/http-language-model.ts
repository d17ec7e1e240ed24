/** A language model behind any of the three wire formats: compose, send, collect. */
import type {
  AskListener,
  AskRequest,
  Attempt,
  LanguageModel,
  Usage,
} from '../../core/ports/language-model.ts';
import { AnswerCollector } from './answer-collector.ts';
import { hostOf, originOf } from './base-url.ts';
import { CALL_LIMITS, type CallLimits } from './call-limits.ts';
import { emptyAttempt } from '../../core/attempt.ts';
import { endpointOf } from './endpoints.ts';
import { failureOfUnreachable } from './explain-unreachable.ts';
import { noKey, type Asked } from './failures.ts';
import { exchange } from './guarded-fetch.ts';
import type { HttpProvider } from './http-wire.ts';
import type { ModelHost } from './model-host.ts';
import { NAMES_COMPLETION_TOKENS, REPORTS_USAGE_UNASKED } from './presets.ts';
import { refusedSettings } from './refused-settings.ts';
import type { ComposeOptions, Composed, Omittable, Wire } from './wire.ts';

export interface HttpModelParts {
  provider: HttpProvider;
  modelId: string;
  wire: Wire;
  host: ModelHost;
  /** Read at each call: a key may be given, changed or forgotten while the model is open. */
  key(): string | null;
  /** Every key held, so that none is shown. */
  secrets(): string[];
  /** US dollars; `null` where no price is known. */
  costOf(usage: Usage): number | null;
  limits?: Partial<CallLimits>;
}

interface Try {
  attempt: Attempt;
  refusal: { status: number; body: string } | null;
}

export class HttpLanguageModel implements LanguageModel {
  readonly id: string;
  readonly title: string;
  readonly #parts: HttpModelParts;

  constructor(parts: HttpModelParts) {
    this.#parts = parts;
    this.id = `${parts.provider.id}/${parts.modelId}`;
    this.title = parts.modelId;
  }

  async ask(request: AskRequest, listener: AskListener, signal: AbortSignal): Promise<Attempt> {
    signal.throwIfAborted();
    const { provider, modelId } = this.#parts;
    if (provider.key === 'required' && this.#parts.key() === null)
      return emptyAttempt(modelId, noKey(this.#asked()));

    const origin = originOf(provider.baseUrl);
    const omit = new Set<Omittable>(REPORTS_USAGE_UNASKED.has(origin) ? ['streamUsage'] : []);
    const options: ComposeOptions = {
      baseUrl: provider.baseUrl,
      modelId,
      omit,
      maxTokensName: NAMES_COMPLETION_TOKENS.has(origin) ? 'max_completion_tokens' : 'max_tokens',
    };
    const first = await this.#once(request, options, [], listener, signal);
    if (first.attempt.failure === null || first.refusal === null) return first.attempt;

    // Not a retry of a failed call: nothing was generated, and the second request is another one.
    const refused = refusedSettings(first.refusal, request.settings);
    if (refused === null) return first.attempt;
    for (const name of refused.omit) omit.add(name);
    if (refused.renameMaxTokens) options.maxTokensName = 'max_completion_tokens';
    const second = await this.#once(request, options, refused.omit, listener, signal);
    return second.attempt;
  }

  async #once(
    request: AskRequest,
    options: ComposeOptions,
    dropped: Omittable[],
    listener: AskListener,
    signal: AbortSignal,
  ): Promise<Try> {
    const { provider, wire, host, costOf } = this.#parts;
    const composed = await wire.compose(request, options);
    const asked = this.#asked();
    const endpoint = endpointOf(provider.wire);
    const collector = new AnswerCollector(wire, listener, asked, host);
    const ending = await exchange(
      {
        method: 'POST',
        url: composed.url,
        headers: {
          ...endpoint.headers(this.#parts.key()),
          'content-type': 'application/json',
        },
        body: composed.body,
      },
      {
        fetch: host.fetch,
        origin: originOf(provider.baseUrl),
        allowedHeaders: endpoint.allowedHeaders,
        limits: { ...CALL_LIMITS, ...this.#parts.limits },
      },
      collector,
      signal,
    );
    const failure =
      ending.kind === 'unreachable'
        ? await failureOfUnreachable(ending.error, provider.baseUrl, asked, host, signal)
        : collector.failure(ending);
    const response = collector.response(costOf, namesOf(dropped, composed));
    return { attempt: { response, failure }, refusal: collector.refusal };
  }

  #asked(): Asked {
    const { provider, modelId, host, secrets } = this.#parts;
    const { id, title, baseUrl } = provider;
    const keyPlace = host.keyPlace(id);
    return { title, host: hostOf(baseUrl), modelId, secrets: secrets(), keyPlace };
  }
}

/** The person's settings that were not honoured; how usage is asked for is none of them. */
const namesOf = (dropped: Omittable[], { unsupported }: Composed): string[] =>
  [...new Set([...unsupported, ...dropped])].filter((name) => name !== 'streamUsage');
