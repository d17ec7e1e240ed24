/**
 * Checks the providers that were kept on the device on their way in. By hand: the first page needs
 * them, and a library of schemas weighs more than all that it would check here.
 */
import type { Provider, WireFormat } from '../../core/ports/model-shelf.ts';
import { normaliseBaseUrl } from './base-url.ts';
import { isHttp } from './http-wire.ts';
import { list, record, text } from './read-json.ts';

/** Records, so that a wire or a kind of key that is added to the port is added here. */
const WIRES: Record<WireFormat, true> = {
  replay: true,
  composer: true,
  openai: true,
  anthropic: true,
  gemini: true,
  chrome: true,
};
const KEYS: Record<Provider['key'], true> = { required: true, optional: true, none: true };

/** By id; what cannot be read is left out, so that one bad entry costs no other. */
export function readProviders(stored: unknown): Map<string, Provider> {
  const providers = list(stored).map(readProvider);
  return new Map(
    providers.filter((provider) => provider !== null).map((provider) => [provider.id, provider]),
  );
}

/** @returns `null` where a part is missing, is of another kind, or the address cannot be used */
function readProvider(entry: unknown): Provider | null {
  const stored = record(entry) ?? {};
  const [id, title, baseUrl] = [text(stored.id), text(stored.title), text(stored.baseUrl)];
  const { wire, key, keyPage, signIn, preset, hint } = stored;
  if (!id || title === null || baseUrl === null) return null;
  if (!isNameOf(WIRES, wire) || !isNameOf(KEYS, key)) return null;
  if (!isTextOrNull(keyPage) || !isTextOrNull(hint)) return null;
  if (typeof signIn !== 'boolean' || typeof preset !== 'boolean') return null;
  const provider = { id, title, wire, baseUrl, key, keyPage, signIn, preset, hint };
  return hasUsableAddress(provider) ? provider : null;
}

const isNameOf = <Name extends string>(names: Record<Name, true>, value: unknown): value is Name =>
  typeof value === 'string' && Object.hasOwn(names, value);

const isTextOrNull = (value: unknown): value is string | null =>
  value === null || typeof value === 'string';

function hasUsableAddress(provider: Provider): boolean {
  try {
    return !isHttp(provider) || normaliseBaseUrl(provider.baseUrl) === provider.baseUrl;
  } catch {
    return false;
  }
}
