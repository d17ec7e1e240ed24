/** Checks the providers that were kept on the device on their way in. */
import { boolean, nonEmpty, nullable, object, picklist, pipe, safeParse, string } from 'valibot';
import type { Provider } from '../../core/ports/model-shelf.ts';
import { normaliseBaseUrl } from './base-url.ts';
import { isHttp } from './endpoints.ts';
import { list } from './read-json.ts';

const PROVIDER = object({
  id: pipe(string(), nonEmpty()),
  title: string(),
  wire: picklist(['replay', 'composer', 'openai', 'anthropic', 'gemini', 'chrome']),
  baseUrl: string(),
  key: picklist(['required', 'optional', 'none']),
  keyPage: nullable(string()),
  signIn: boolean(),
  preset: boolean(),
  hint: nullable(string()),
});

/** By id; what cannot be read is left out, so that one bad entry costs no other. */
export function readProviders(stored: unknown): Map<string, Provider> {
  const providers = new Map<string, Provider>();
  for (const entry of list(stored)) {
    const read = safeParse(PROVIDER, entry);
    if (read.success && hasUsableAddress(read.output)) providers.set(read.output.id, read.output);
  }
  return providers;
}

function hasUsableAddress(provider: Provider): boolean {
  try {
    return !isHttp(provider) || normaliseBaseUrl(provider.baseUrl) === provider.baseUrl;
  } catch {
    return false;
  }
}
