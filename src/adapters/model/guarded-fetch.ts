/**
 * The only door through which a key leaves: one origin, named headers, no redirects, no cookies, no
 * referrer, limits on time and size (cases.md C20, C21, C27, G2, P5).
 */
import { BodyDecoder, charsetOf } from './body-decoder.ts';
import type { CallLimits } from './call-limits.ts';

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

export interface Guard {
  fetch: typeof globalThis.fetch;
  /** The only origin that may be reached. */
  origin: string;
  /**
   * Lower case; others are left out. A provider's preflight refuses the whole request for one header
   * that it does not know (Mistral and Fireworks: all but Authorization and Content-Type).
   */
  allowedHeaders: readonly string[];
  limits: CallLimits;
}

export interface Receiver {
  head(status: number, headers: Headers): void;
  bytes(chunk: Uint8Array): void;
}

/** How an exchange ended; whatever arrived before has been given to the receiver. */
export type Ending =
  | { kind: 'complete' }
  | { kind: 'cut' }
  | { kind: 'unreachable'; error: unknown }
  | { kind: 'timeout'; which: 'first-byte' | 'idle' | 'total'; limitMs: number }
  | { kind: 'too-large'; limitBytes: number }
  | { kind: 'wrong-origin'; origin: string };

/**
 * Sends one request and hands over what comes back, once.
 * @throws the signal's reason when aborted; everything else that can happen is an `Ending`
 */
export async function exchange(
  request: HttpRequest,
  guard: Guard,
  receiver: Receiver,
  signal: AbortSignal,
): Promise<Ending> {
  signal.throwIfAborted();
  const { origin } = new URL(request.url);
  if (origin !== guard.origin) return { kind: 'wrong-origin', origin };

  const { limits } = guard;
  const stop = new AbortController();
  let timeout: Ending | null = null;
  const timer = (which: 'first-byte' | 'idle' | 'total', limitMs: number) =>
    deadline(limitMs, () => {
      timeout = { kind: 'timeout', which, limitMs };
      stop.abort();
    });
  const total = timer('total', limits.totalMs);
  let silence = timer('first-byte', limits.firstByteMs);
  const forward = () => stop.abort(signal.reason);
  signal.addEventListener('abort', forward, { once: true });

  // Node may lose the tie between a signal and its fetch to the garbage collector (undici holds it
  // weakly), so a stop does not wait for fetch to notice it.
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason as Error), {
      once: true,
    });
  });
  stopped.catch(() => undefined);

  /** Runs one step of the transfer; its failure is an ending, a receiver's is a bug and throws. */
  const attempt = async <T>(
    step: Promise<T>,
    otherwise: (error: unknown) => Ending,
  ): Promise<{ value: T } | { ending: Ending }> => {
    try {
      return { value: await Promise.race([step, stopped]) };
    } catch (error) {
      signal.throwIfAborted();
      return { ending: timeout ?? otherwise(error) };
    }
  };

  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  try {
    const sent = guard.fetch(request.url, {
      method: request.method,
      headers: allowed(request.headers, guard.allowedHeaders),
      body: request.body,
      mode: 'cors',
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: stop.signal,
    });
    const answered = await attempt(sent, (error) => ({ kind: 'unreachable', error }));
    if ('ending' in answered) return answered.ending;
    receiver.head(answered.value.status, answered.value.headers);

    reader = answered.value.body?.getReader();
    let received = 0;
    while (reader !== undefined) {
      const read = await attempt(reader.read(), () => ({ kind: 'cut' }));
      if ('ending' in read) return read.ending;
      const { done, value } = read.value;
      if (done) break;
      silence.clear();
      silence = timer('idle', limits.idleMs);
      receiver.bytes(value.subarray(0, limits.responseBytes - received));
      received += value.byteLength;
      if (received > limits.responseBytes)
        return { kind: 'too-large', limitBytes: limits.responseBytes };
    }
    signal.throwIfAborted();
    return { kind: 'complete' };
  } finally {
    total.clear();
    silence.clear();
    signal.removeEventListener('abort', forward);
    // Lets the connection go where we stopped reading before the server stopped sending.
    stop.abort();
    reader?.cancel().catch(() => undefined);
  }
}

/** Later than any busy page is: the tab was frozen, hidden or asleep in between. */
const LATE_MS = 1_000;
/** Long enough to read what arrived meanwhile. */
const CATCH_UP_MS = 1_000;

/**
 * Calls `over` once `limitMs` have passed. Where that is noticed late, whatever arrived in between is
 * read first: else an answer that is here would be taken for silence, and paid for again (cases.md G2).
 */
function deadline(limitMs: number, over: () => void): { clear(): void } {
  const dueMs = performance.now() + limitMs;
  let timer = setTimeout(() => {
    if (performance.now() - dueMs < LATE_MS) over();
    else timer = setTimeout(over, CATCH_UP_MS);
  }, limitMs);
  return { clear: () => clearTimeout(timer) };
}

function allowed(
  headers: Record<string, string>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => names.includes(name.toLowerCase())),
  );
}

/** A whole body as text, for lists and probes; `status` is 0 where nothing answered. */
export interface Document {
  ending: Ending;
  status: number;
  headers: Headers;
  text: string;
}

/** @throws the signal's reason when aborted */
export async function readDocument(
  request: HttpRequest,
  guard: Guard,
  signal: AbortSignal,
): Promise<Document> {
  const document: Document = {
    ending: { kind: 'complete' },
    status: 0,
    headers: new Headers(),
    text: '',
  };
  let decoder = new BodyDecoder(null);
  const receiver: Receiver = {
    head(status, headers) {
      Object.assign(document, { status, headers });
      decoder = new BodyDecoder(charsetOf(headers.get('content-type')));
    },
    bytes: (chunk) => void (document.text += decoder.decode(chunk)),
  };
  document.ending = await exchange(request, guard, receiver, signal);
  document.text += decoder.end();
  return document;
}
