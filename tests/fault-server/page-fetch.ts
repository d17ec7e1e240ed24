/**
 * Node's fetch under a browser's rules for another origin: preflights, answers withheld from pages
 * that are not allowed, opaque answers. So what a page sees can be tested without one; the built
 * site's own tests do it in a real browser.
 */

const SIMPLE_HEADERS = new Set(['accept', 'accept-language', 'content-language']);
const FAILED = 'Failed to fetch';

/** @param origin of the page that asks */
export function pageFetch(origin: string): typeof fetch {
  return async (input, init = {}) => {
    const url = String(input);
    const headers = new Headers(init.headers);
    if (init.mode === 'no-cors') {
      await reach(() => fetch(url, { signal: init.signal, headers: { origin } }));
      // Opaque: the page learns that something answered, and nothing else.
      return Response.error();
    }
    const asked = [...headers.keys()].filter((name) => !SIMPLE_HEADERS.has(name)).sort();
    if (asked.length > 0) await preflight(url, origin, asked, init.method ?? 'GET');
    headers.set('origin', origin);
    const response = await reach(() => fetch(url, { ...init, headers }));
    const allowed = response.headers.get('access-control-allow-origin');
    if (allowed !== '*' && allowed !== origin) {
      await response.body?.cancel();
      throw new TypeError(FAILED);
    }
    return response;
  };
}

async function preflight(
  url: string,
  origin: string,
  headers: string[],
  method: string,
): Promise<void> {
  const response = await reach(() =>
    fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': headers.join(','),
      },
    }),
  );
  const allowed = (response.headers.get('access-control-allow-headers') ?? '').toLowerCase();
  const names = allowed.split(',').map((name) => name.trim());
  if (!response.ok || !headers.every((name) => names.includes(name))) throw new TypeError(FAILED);
}

/** A browser says no more than this, whatever happened. */
async function reach(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof DOMException) throw error;
    throw new TypeError(FAILED);
  }
}
