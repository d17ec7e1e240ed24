/**
 * OpenRouter's sign-in for pages: OAuth with PKCE (S256), no secret of ours and no server.
 * https://openrouter.ai/docs/guides/overview/auth/oauth
 */
import type { Failure, Result } from '../../core/failure.ts';
import { failed, success } from '../../core/failure.ts';
import { readStored, type DeviceStorage } from './device-storage.ts';
import { CALL_LIMITS } from './call-limits.ts';
import { readDocument } from './guarded-fetch.ts';
import { readProviderError } from './provider-error.ts';
import { at, parseJson, text } from './read-json.ts';
import { ANSWER_PARAMETERS, STATE } from './sign-in-address.ts';

const AUTHORIZE = 'https://openrouter.ai/auth';
const EXCHANGE = 'https://openrouter.ai/api/v1/auth/keys';
/** In sessionStorage: the verifier must outlive the trip to OpenRouter, and no longer. */
const STORED = 'sgp-playground:sign-in';

export interface SignInPage {
  url(): URL;
  /** Leaves the page. */
  leaveTo(url: string): void;
  /** Takes the code out of the address and out of the history. */
  replaceUrl(url: string): void;
}

export interface SignInParts {
  page: SignInPage;
  session: DeviceStorage;
  fetch: typeof globalThis.fetch;
}

export async function beginSignIn(
  providerId: string,
  { page, session }: SignInParts,
): Promise<void> {
  const verifier = randomToken();
  const state = randomToken();
  session.setItem(STORED, JSON.stringify({ providerId, verifier, state }));
  const callback = page.url();
  callback.hash = '';
  callback.search = `?${STATE}=${state}`;
  const target = new URL(AUTHORIZE);
  target.searchParams.set('callback_url', callback.href);
  target.searchParams.set('code_challenge', await challengeOf(verifier));
  target.searchParams.set('code_challenge_method', 'S256');
  page.leaveTo(target.href);
}

/**
 * Reads the answer in the page's address, if there is one, and trades its code for a key.
 * @returns `null` where the address holds no answer to a sign-in of this tab
 */
export async function finishSignIn(
  { page, session, fetch }: SignInParts,
  signal: AbortSignal,
): Promise<{ providerId: string; key: Result<string> } | null> {
  const url = page.url();
  const state = url.searchParams.get(STATE);
  const code = url.searchParams.get('code');
  const error = url.searchParams.get('error_description') ?? url.searchParams.get('error');
  const stored = readStored(session, STORED);
  const providerId = text(at(stored, 'providerId'));
  const verifier = text(at(stored, 'verifier'));
  const pending = providerId !== null && verifier !== null;
  // Not an answer: another page's query, or a sign-in that was left halfway.
  if (state === null && (!pending || (code === null && error === null))) return null;

  for (const name of ANSWER_PARAMETERS) url.searchParams.delete(name);
  page.replaceUrl(url.href);
  session.removeItem(STORED);
  // An answer that this tab did not ask for may come from anyone: it is dropped. Should OpenRouter
  // not pass the state through, the verifier still guards: it fits no code but our own.
  if (!pending || (state !== null && at(stored, 'state') !== state)) return null;
  const key =
    code === null
      ? failed<string>(refused(error ?? 'no code came back'))
      : await exchangeCode(code, verifier, fetch, signal);
  return { providerId, key };
}

async function exchangeCode(
  code: string,
  verifier: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Result<string>> {
  const body = { code, code_verifier: verifier, code_challenge_method: 'S256' };
  const document = await readDocument(
    {
      method: 'POST',
      url: EXCHANGE,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
    {
      fetch,
      origin: new URL(EXCHANGE).origin,
      allowedHeaders: ['content-type'],
      limits: { ...CALL_LIMITS, firstByteMs: 30_000, totalMs: 30_000 },
    },
    signal,
  );
  if (document.ending.kind !== 'complete')
    return failed({
      stage: 'ask',
      kind: 'network',
      retryable: true,
      detail: 'OpenRouter could not be reached to finish the sign-in. Sign in again.',
    });
  const json = parseJson(document.text);
  const key = text(at(json, 'key'));
  if (document.status < 300 && key) return success(key);
  return failed(refused(readProviderError(json)?.message ?? `status ${document.status}`));
}

const refused = (reason: string): Failure => ({
  stage: 'ask',
  kind: 'auth',
  retryable: false,
  detail: `OpenRouter did not complete the sign-in (${reason.slice(0, 200)}). Sign in again, or paste a key.`,
});

/** 32 random bytes as RFC 7636 wants them: 43 characters. */
const randomToken = (): string => base64Url(crypto.getRandomValues(new Uint8Array(32)));

export async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64Url(new Uint8Array(digest));
}

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
