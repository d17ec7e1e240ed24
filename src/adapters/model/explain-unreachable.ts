/** Why a request got no answer that the page may read (cases.md C19). */
import { hostOf, isLoopback } from './base-url.ts';
import type { AskFailure, Asked } from './failures.ts';
import type { ModelHost } from './model-host.ts';

/**
 * Whether anything answers at an address: a request without key, headers or body, whose answer the
 * browser lets through unread even where the server allows no page to read it.
 * @returns milliseconds until the answer; `silence` where nothing answered; `hidden` where the
 *   browser would not tell the two apart
 */
export async function knock(
  url: string,
  host: ModelHost,
  signal: AbortSignal,
): Promise<number | 'silence' | 'hidden'> {
  const started = host.now();
  try {
    // Redirects must be followed: an unread request may not refuse them. It carries no key.
    await host.fetch(url, {
      mode: 'no-cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]),
    });
    return host.now() - started;
  } catch {
    signal.throwIfAborted();
    const sameOrigin = host.pageUrl?.origin === new URL(url).origin;
    return sameOrigin || (await host.tellsOfUnreadAnswers()) ? 'silence' : 'hidden';
  }
}

/** Whether the network is gone, judged by the page's own server where that is not on this machine. */
export async function isOffline(host: ModelHost, signal: AbortSignal): Promise<boolean> {
  if (!host.online()) return true;
  if (host.pageUrl === null || !/^https?:$/.test(host.pageUrl.protocol)) return false;
  if (isLoopback(host.pageUrl)) return false;
  return (await knock(host.pageUrl.origin, host, signal)) === 'silence';
}

/** @throws the signal's reason when aborted */
export async function failureOfUnreachable(
  error: unknown,
  baseUrl: string,
  asked: Asked,
  host: ModelHost,
  signal: AbortSignal,
): Promise<AskFailure> {
  const local = isLoopback(new URL(baseUrl));
  if (!host.online() && !local) return offline(asked);
  // Outside a browser nothing is withheld: no answer is no answer.
  const knocked = host.pageUrl === null ? 'silence' : await knock(baseUrl, host, signal);
  if (typeof knocked === 'number')
    return {
      stage: 'ask',
      kind: 'blocked',
      retryable: false,
      detail: `${asked.host} is running, but the browser may not show its answer to this page: it does not allow this page, it redirects elsewhere, or it hides its errors. Settings, Providers, Check says which and how to cure it.`,
    };
  if (!local && (await isOffline(host, signal))) return offline(asked);
  const nobody = `${hostOf(baseUrl)}${reasonOf(error)}`;
  if (host.pageUrl === null)
    return network(
      `No connection to ${nobody}. Check the address, ${local ? `and that ${asked.title} runs there` : 'a proxy or a firewall'}.`,
    );
  return network(
    local
      ? `Nothing that this page may read answers at ${nobody}. Start ${asked.title}, or let it answer this page: Settings, Providers, Check tells how.`
      : `No connection to ${nobody}. Check the address, a firewall or an ad blocker; Settings, Providers, Check can tell more.`,
  );
}

const network = (detail: string): AskFailure => ({
  stage: 'ask',
  kind: 'network',
  retryable: true,
  detail,
});

const offline = ({ host }: Asked): AskFailure => ({
  stage: 'ask',
  kind: 'offline',
  retryable: true,
  detail: `This machine is offline, so ${host} could not be asked. Replay, your history and scores go on working.`,
});

/** Node says why, e.g. ECONNREFUSED; browsers do not. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null;
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return typeof code === 'string' ? ` (${code})` : '';
}
