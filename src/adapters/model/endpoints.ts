/** Where each wire format keeps its models and which headers it takes; no vendor code needed. */
import type { ModelListing, Price } from '../../core/ports/model-shelf.ts';
import type { HttpWire } from './http-wire.ts';
import { at, list, number, record, text } from './read-json.ts';
import type { Endpoint } from './wire.ts';

const openai: Endpoint = {
  // Mistral and Fireworks refuse the whole request for any third header.
  allowedHeaders: ['authorization', 'content-type'],
  headers: (key): Record<string, string> =>
    key === null ? {} : { authorization: `Bearer ${key}` },
  modelsUrl: (baseUrl) => `${baseUrl}/models`,
  readModels(body) {
    // Together answers with a bare list.
    const entries = Array.isArray(body) ? body : record(body)?.data;
    if (!Array.isArray(entries)) return null;
    return entries.flatMap((entry): ModelListing[] => {
      const id = text(at(entry, 'id'));
      if (!id) return [];
      return [
        {
          id,
          title: text(at(entry, 'name')) ?? text(at(entry, 'display_name')) ?? id,
          contextLength:
            number(at(entry, 'context_length')) ??
            number(at(entry, 'context_window')) ??
            number(at(entry, 'max_context_length')) ??
            number(at(entry, 'max_model_len')),
          price: listedPrice(entry),
        },
      ];
    });
  },
};

const anthropic: Endpoint = {
  allowedHeaders: [
    'x-api-key',
    'anthropic-version',
    'anthropic-dangerous-direct-browser-access',
    'content-type',
  ],
  headers: (key) => ({
    ...(key === null ? {} : { 'x-api-key': key }),
    'anthropic-version': '2023-06-01',
    // Anthropic answers pages only when they say that they know what it means to hold a key.
    'anthropic-dangerous-direct-browser-access': 'true',
  }),
  modelsUrl: (baseUrl) => `${baseUrl}/models?limit=1000`,
  readModels(body) {
    const entries = record(body)?.data;
    if (!Array.isArray(entries)) return null;
    return entries.flatMap((entry): ModelListing[] => {
      const id = text(at(entry, 'id'));
      if (!id) return [];
      const contextLength = number(at(entry, 'max_input_tokens'));
      return [{ id, title: text(at(entry, 'display_name')) ?? id, contextLength, price: null }];
    });
  },
};

const gemini: Endpoint = {
  allowedHeaders: ['x-goog-api-key', 'content-type'],
  headers: (key): Record<string, string> => (key === null ? {} : { 'x-goog-api-key': key }),
  modelsUrl: (baseUrl) => `${baseUrl}/models?pageSize=1000`,
  readModels(body) {
    const entries = record(body)?.models;
    if (!Array.isArray(entries)) return null;
    return entries.flatMap((entry): ModelListing[] => {
      const name = text(at(entry, 'name'));
      const methods = list(at(entry, 'supportedGenerationMethods'));
      // The list also holds embedders and the like, which cannot write.
      if (!name || (methods.length > 0 && !methods.includes('generateContent'))) return [];
      const id = name.replace(/^models\//, '');
      const contextLength = number(at(entry, 'inputTokenLimit'));
      return [{ id, title: text(at(entry, 'displayName')) ?? id, contextLength, price: null }];
    });
  },
};

const ENDPOINTS: Record<HttpWire, Endpoint> = { openai, anthropic, gemini };

export const endpointOf = (wire: HttpWire): Endpoint => ENDPOINTS[wire];

/**
 * OpenRouter prices a token; per million is what people compare. A negative price marks a router
 * whose price depends on where it sends the request: unknown.
 */
function listedPrice(entry: unknown): Price | null {
  const input = number(at(entry, 'pricing', 'prompt'));
  const output = number(at(entry, 'pricing', 'completion'));
  if (input === null || output === null || input < 0 || output < 0) return null;
  const perMillion = (perToken: number) => Number((perToken * 1e6).toPrecision(12));
  return { input: perMillion(input), output: perMillion(output), source: 'provider' };
}
