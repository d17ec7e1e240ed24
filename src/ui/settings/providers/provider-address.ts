/** What an address says about where a provider is; the shelf decides whether it can be used. */
import type { Provider } from '../../../core/ports/model-shelf.ts';

const urlOf = ({ baseUrl }: Pick<Provider, 'baseUrl'>): URL | null =>
  URL.canParse(baseUrl) ? new URL(baseUrl) : null;

/** `https://api.mistral.ai`; `null` for a provider that is inside the browser or the app. */
export const originOf = (provider: Pick<Provider, 'baseUrl'>): string | null =>
  urlOf(provider)?.origin ?? null;

/** `localhost:11434`, `api.mistral.ai` */
export const hostOf = (provider: Pick<Provider, 'baseUrl'>): string | null =>
  urlOf(provider)?.host ?? null;

/** Whether what is sent stays on this machine. */
export function isOnThisMachine(provider: Pick<Provider, 'baseUrl'>): boolean {
  const url = urlOf(provider);
  if (url === null) return true;
  const { hostname } = url;
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]'
    ? true
    : /^127(\.\d+){3}$/.test(hostname);
}

/**
 * What looks wrong with a typed address although it may be right; `null` where nothing does.
 * Servers of the OpenAI format keep theirs under `/v1`, and leaving it out is the usual mistake.
 */
export function doubtAbout(typed: string): string | null {
  if (!URL.canParse(typed.trim())) return null;
  const url = new URL(typed.trim());
  if (url.protocol === 'http:' && !isOnThisMachine({ baseUrl: url.href }))
    return 'Browsers let a page ask http addresses only on this machine. Use https.';
  if (url.pathname === '/') return 'Most servers want /v1 at the end.';
  return null;
}

/** The first of `custom-1`, `custom-2` … that no provider has. */
export function freshId(providers: readonly Pick<Provider, 'id'>[]): string {
  const taken = new Set(providers.map(({ id }) => id));
  let number = 1;
  while (taken.has(`custom-${number}`)) number++;
  return `custom-${number}`;
}
