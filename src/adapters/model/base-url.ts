/** The address of a provider, as a person types it and as it is kept. */

/**
 * @returns the address up to its version segment, no slash at the end
 * @throws RangeError with a sentence for people
 */
export function normaliseBaseUrl(typed: string): string {
  const url = URL.canParse(typed.trim()) ? new URL(typed.trim()) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new RangeError('The address must start with https:// or http://.');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new RangeError('The address must hold no password, question mark or hash.');
  return (url.origin + url.pathname).replace(/(\/chat\/completions|\/models)?\/*$/, '');
}

/** This machine: what a secure page may reach without https. */
export function isLoopback(url: URL): boolean {
  const { hostname } = url;
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\./.test(hostname)
  );
}

/** `localhost:11434`, `api.mistral.ai`: what people recognise. */
export const hostOf = (baseUrl: string): string => new URL(baseUrl).host;
export const originOf = (baseUrl: string): string => new URL(baseUrl).origin;
