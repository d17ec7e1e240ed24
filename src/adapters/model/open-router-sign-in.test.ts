import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memoryStorage } from './device-storage.ts';
import { beginSignIn, challengeOf, finishSignIn, type SignInParts } from './open-router-sign-in.ts';

const NEVER = new AbortController().signal;

function visit(answer: () => Response = () => Response.json({ key: 'sk-or-v1-new' })) {
  const visited = {
    url: new URL('https://sgp.example/app/?x=1#draw'),
    left: '',
    replaced: '',
    sent: [] as { url: string; init: RequestInit }[],
  };
  const parts: SignInParts = {
    session: memoryStorage(),
    page: {
      url: () => new URL(visited.url),
      leaveTo: (url) => void (visited.left = url),
      replaceUrl: (url) => void (visited.replaced = url),
    },
    fetch: (url, init) => {
      visited.sent.push({ url: url as string, init: init! });
      try {
        return Promise.resolve(answer());
      } catch (error) {
        return Promise.reject(error as Error);
      }
    },
  };
  /** Leaves for OpenRouter and comes back to the callback with `query`. */
  const goAndReturn = async (query: string) => {
    await beginSignIn('openrouter', parts);
    const callback = new URL(new URL(visited.left).searchParams.get('callback_url')!);
    visited.url = new URL(`${callback.href}&${query}`);
    return finishSignIn(parts, NEVER);
  };
  return { visited, parts, goAndReturn };
}

describe('signing in to OpenRouter', () => {
  it('makes the challenge as RFC 7636 does', async () => {
    // Appendix B of the RFC.
    expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    );
  });

  it('trades the code for a key with the verifier that only this tab has', async () => {
    const { visited, goAndReturn, parts } = visit();
    expect(await goAndReturn('code=c0de')).toEqual({
      providerId: 'openrouter',
      key: { ok: true, value: 'sk-or-v1-new' },
    });
    const left = new URL(visited.left);
    expect(left.origin + left.pathname).toBe('https://openrouter.ai/auth');
    expect(left.searchParams.get('code_challenge_method')).toBe('S256');
    expect(visited.sent).toHaveLength(1);
    const { url, init } = visited.sent[0]!;
    expect(url).toBe('https://openrouter.ai/api/v1/auth/keys');
    expect(init).toMatchObject({
      headers: { 'content-type': 'application/json' },
      redirect: 'error',
    });
    const body = JSON.parse(init.body as string) as Record<string, string>;
    expect(body).toMatchObject({ code: 'c0de', code_challenge_method: 'S256' });
    expect(createHash('sha256').update(body.code_verifier!).digest('base64url')).toBe(
      left.searchParams.get('code_challenge'),
    );
    expect(visited.left).not.toContain(body.code_verifier!);
    // The code is gone from the address, and cannot be used twice.
    expect(visited.replaced).toBe('https://sgp.example/app/');
    expect(await finishSignIn(parts, NEVER)).toBeNull();
    expect(visited.sent).toHaveLength(1);
  });

  it('drops an answer that this tab did not ask for, or for another state', async () => {
    const { visited, parts } = visit();
    visited.url = new URL('https://sgp.example/?sign-in=forged&code=c0de');
    expect(await finishSignIn(parts, NEVER)).toBeNull();
    await beginSignIn('openrouter', parts);
    expect(await finishSignIn(parts, NEVER)).toBeNull();
    expect(visited.sent).toEqual([]);
    expect(visited.replaced).toBe('https://sgp.example/');
  });

  it('works where the state is not passed through: the verifier guards the code', async () => {
    const { visited, parts } = visit();
    await beginSignIn('openrouter', parts);
    expect(await finishSignIn(parts, NEVER)).toBeNull();
    visited.url = new URL('https://sgp.example/app/?code=c0de');
    expect(await finishSignIn(parts, NEVER)).toMatchObject({ key: { ok: true } });
  });

  it('is not concerned with any other address', async () => {
    const { visited, parts } = visit();
    visited.url = new URL('https://sgp.example/?code=mine');
    expect(await finishSignIn(parts, NEVER)).toBeNull();
    expect(visited.replaced).toBe('');
  });

  it('says why it failed', async () => {
    const denied = await visit().goAndReturn('error=access_denied');
    expect(denied?.key).toMatchObject({ ok: false, failure: { kind: 'auth' } });
    const refusal = () => Response.json({ error: { message: 'Invalid code' } }, { status: 403 });
    const refused = await visit(refusal).goAndReturn('code=old');
    expect(refused?.key).toMatchObject({ failure: { kind: 'auth' } });
    expect(JSON.stringify(refused)).toContain('Invalid code');
    const down = () => {
      throw new TypeError('Failed to fetch');
    };
    const unreachable = await visit(down).goAndReturn('code=c0de');
    expect(unreachable?.key).toMatchObject({ failure: { kind: 'network', retryable: true } });
  });
});
