/** The models of one provider, as it lists them itself; loaded when a list is first wanted. */
import { failed, success, type Result } from '../../core/failure.ts';
import type { ModelListing, Provider } from '../../core/ports/model-shelf.ts';
import { hostOf, originOf } from './base-url.ts';
import { CALL_LIMITS } from './call-limits.ts';
import { CHROME_MODEL_ID, chromeAvailability } from './chrome.ts';
import { COMPOSER_MODEL_ID, COMPOSER_TITLE } from './composer-name.ts';
import { endpointOf } from './endpoints.ts';
import { failureOfUnreachable } from './explain-unreachable.ts';
import { badBody, failureOfAnswer, failureOfEnding, noKey, type Asked } from './failures.ts';
import { readDocument } from './guarded-fetch.ts';
import { isHttp, type HttpProvider } from './http-wire.ts';
import type { ModelHost } from './model-host.ts';
import { parseJson } from './read-json.ts';
import { REPLAY_MODEL_ID } from './replay.ts';

export interface ListParts {
  host: ModelHost;
  /** The provider's own; `null`: none is held. */
  key: string | null;
  /** Every key held, so that none is shown. */
  secrets: readonly string[];
}

/** A list of models is short and quick, or something is wrong. */
const LIST_LIMITS = { ...CALL_LIMITS, firstByteMs: 20_000, idleMs: 20_000, totalMs: 60_000 };

/** @throws the signal's reason when aborted */
export async function listModels(
  provider: Provider,
  parts: ListParts,
  signal: AbortSignal,
): Promise<Result<ModelListing[]>> {
  if (isHttp(provider)) return listHttp(provider, parts, signal);
  switch (provider.wire) {
    case 'replay':
      return success([listing(REPLAY_MODEL_ID, 'Replay: bundled answers')]);
    case 'composer':
      return success([listing(COMPOSER_MODEL_ID, COMPOSER_TITLE)]);
    case 'chrome':
      return listChrome(parts.host);
    default:
      return success([]);
  }
}

async function listHttp(
  provider: HttpProvider,
  { host, key, secrets }: ListParts,
  signal: AbortSignal,
): Promise<Result<ModelListing[]>> {
  const { id, title, baseUrl } = provider;
  const keyPlace = host.keyPlace(id);
  const asked: Asked = { title, host: hostOf(baseUrl), modelId: '', secrets, keyPlace };
  if (provider.key === 'required' && key === null) return failed(noKey(asked));
  const endpoint = endpointOf(provider.wire);
  const document = await readDocument(
    {
      method: 'GET',
      url: endpoint.modelsUrl(baseUrl),
      headers: endpoint.headers(key),
      body: null,
    },
    {
      fetch: host.fetch,
      origin: originOf(baseUrl),
      allowedHeaders: endpoint.allowedHeaders,
      limits: LIST_LIMITS,
    },
    signal,
  );
  const { ending, status, headers, text } = document;
  if (ending.kind === 'unreachable')
    return failed(await failureOfUnreachable(ending.error, baseUrl, asked, host, signal));
  if (ending.kind !== 'complete') return failed(failureOfEnding(ending, asked));
  if (status > 299)
    return failed(failureOfAnswer({ status, headers, body: text }, asked, host.clock()));
  const models = endpoint.readModels(parseJson(text));
  if (models === null) return failed(badBody(text, asked));
  return success(models.sort((a, b) => a.id.localeCompare(b.id, 'en')));
}

async function listChrome(host: ModelHost): Promise<Result<ModelListing[]>> {
  const availability = await chromeAvailability(host.builtInModel());
  if (availability !== 'unavailable') return success([listing(CHROME_MODEL_ID, 'Chrome built-in')]);
  return failed({
    stage: 'ask',
    kind: 'forbidden',
    retryable: false,
    detail: 'This browser has no model of its own. It needs desktop Chrome with the model.',
  });
}

const listing = (id: string, title: string): ModelListing => ({
  id,
  title,
  contextLength: null,
  price: { input: 0, output: 0, source: 'table' },
});
