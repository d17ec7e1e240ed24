/**
 * One file over HTTP, whole and verified or not at all.
 *
 * A plain GET without headers of our own, because the hub's storage refuses the preflight that any
 * other request needs. After a cut, the rest is asked for with one `Range` request where the hash is
 * known; a host that refuses it (or its preflight) is asked for the whole file again.
 */
import { failed, success, type Failure, type Result } from '../../core/failure.ts';
import { IdleWatch } from './idle-watch.ts';
import { ReceivedBody } from './received-body.ts';

export interface DownloadProgress {
  doneBytes: number;
  /** 0 where the server does not say. */
  totalBytes: number;
}

export interface DownloadOptions {
  /** Lower-case hex; `null`: whatever comes is accepted, and its hash returned. */
  sha256: string | null;
  fetch?: typeof fetch;
  signal?: AbortSignal;
  onProgress?: (progress: DownloadProgress) => void;
  /** Called when all bytes are here. */
  onVerify?: () => void;
  /** Silence after which a connection counts as cut. */
  idleLimitMs?: number;
  /** Waits before another try after a cut or a busy server; doubled each time. */
  retryDelayMs?: number;
}

export interface DownloadedFile {
  file: Blob;
  /** Lower-case hex of what came. */
  sha256: string;
}

const MOST_CUTS = 4;
const IDLE_LIMIT_MS = 30_000;
const RETRY_DELAY_MS = 500;

/**
 * @returns an `embed` failure: `weights-missing` with address and status where the server has no such
 *   file or can't be reached, `weights-corrupt` where a page came in its place or the hash is wrong
 *   twice (naming both hashes). Rejects with the signal's reason when aborted.
 */
export async function download(
  url: string,
  options: DownloadOptions,
): Promise<Result<DownloadedFile>> {
  const first = await downloadOnce(url, options);
  if (!first.ok || !isWrong(first.value, options)) return first;
  // A proxy may have mangled it on the way: one more try, then both hashes are told.
  const second = await downloadOnce(url, options);
  if (!second.ok || !isWrong(second.value, options)) return second;
  return failed(
    corrupt(
      `${url} has the SHA-256 ${second.value.sha256}, expected ${options.sha256}. ` +
        'It was fetched twice and not kept.',
    ),
  );
}

const isWrong = (got: DownloadedFile, { sha256 }: DownloadOptions): boolean =>
  sha256 !== null && got.sha256 !== sha256;

/** Rides out cuts and busy servers; what it returns is complete, but not compared with a hash. */
async function downloadOnce(
  url: string,
  options: DownloadOptions,
): Promise<Result<DownloadedFile>> {
  let body = new ReceivedBody();
  let mayResume = options.sha256 !== null;
  for (let cuts = 0; ; cuts++) {
    const from = mayResume ? body.sizeBytes : 0;
    if (from === 0) body = new ReceivedBody();
    const end = await receive(url, body, from, options);
    switch (end.kind) {
      case 'complete':
        options.onVerify?.();
        return success(body.finish());
      case 'refused':
        return failed(end.failure);
      case 'no-range':
        mayResume = false;
        break;
      case 'cut':
        if (cuts >= MOST_CUTS) {
          return failed(
            missing(
              `${url} could not be fetched: ${end.detail}, ${MOST_CUTS + 1} times. ` +
                `${body.sizeBytes} bytes had come.`,
            ),
          );
        }
        await pause((options.retryDelayMs ?? RETRY_DELAY_MS) * 2 ** cuts, options.signal);
    }
  }
}

type End =
  | { kind: 'complete' }
  | { kind: 'cut'; detail: string }
  | { kind: 'no-range' }
  | { kind: 'refused'; failure: Failure };

/** One request: adds what comes to the body. */
async function receive(
  url: string,
  body: ReceivedBody,
  from: number,
  options: DownloadOptions,
): Promise<End> {
  const { signal } = options;
  const watch = new IdleWatch(options.idleLimitMs ?? IDLE_LIMIT_MS, signal);
  let isAnswered = false;
  try {
    const response = await (options.fetch ?? fetch)(url, {
      referrerPolicy: 'no-referrer',
      signal: watch.signal,
      ...(from > 0 && { headers: { Range: `bytes=${from}-` } }),
    });
    const refusal = refusalOf(response, url);
    if (refusal) return from > 0 ? { kind: 'no-range' } : refusal;
    if (from > 0 && !continuesAt(response, from)) return { kind: 'no-range' };

    isAnswered = true;
    const totalBytes = from + bodyLength(response);
    const isSized = totalBytes > from;
    if (response.body) {
      const reader = response.body.getReader();
      for (;;) {
        watch.touch();
        const { done, value } = await reader.read();
        if (done) break;
        body.add(value);
        if (body.sizeBytes === value.byteLength && isPage(body.head)) {
          await reader.cancel();
          return { kind: 'refused', failure: corrupt(pageInstead(url, response.status)) };
        }
        options.onProgress?.({ doneBytes: body.sizeBytes, totalBytes: isSized ? totalBytes : 0 });
      }
    }
    if (isSized && body.sizeBytes !== totalBytes) {
      return { kind: 'cut', detail: `${body.sizeBytes} of ${totalBytes} bytes came` };
    }
    return body.sizeBytes > 0 ? { kind: 'complete' } : { kind: 'cut', detail: 'nothing came' };
  } catch (error) {
    signal?.throwIfAborted();
    // A refused preflight looks like a cut: before any answer to `Range` it is taken for a refusal.
    return from > 0 && !isAnswered ? { kind: 'no-range' } : { kind: 'cut', detail: wordsOf(error) };
  } finally {
    watch.stop();
  }
}

const RETRYABLE = new Set([408, 425, 429, 500, 502, 503, 504]);

function refusalOf(response: Response, url: string): End | null {
  if (response.ok) {
    return /\btext\/html\b/.test(response.headers.get('content-type') ?? '')
      ? { kind: 'refused', failure: corrupt(pageInstead(url, response.status)) }
      : null;
  }
  const status = `answered ${response.status} ${response.statusText}`.trim();
  if (RETRYABLE.has(response.status)) return { kind: 'cut', detail: `the server ${status}` };
  return { kind: 'refused', failure: missing(`${url}: the server ${status}.`) };
}

/** A 206 that begins where we stopped; anything else is another file or the whole one. */
const continuesAt = (response: Response, from: number): boolean =>
  response.status === 206 &&
  (response.headers.get('content-range') ?? `bytes ${from}-`).startsWith(`bytes ${from}-`);

/** 0 where unknown: absent, or of a compressed body, of which we see only the unpacked bytes. */
const bodyLength = ({ headers }: Response): number =>
  headers.has('content-encoding') ? 0 : Number(headers.get('content-length') ?? 0) || 0;

/** ONNX and JSON files begin otherwise; a pointer is what a plain git mirror has in their place. */
const isPage = (head: string): boolean =>
  /^(\u00ef\u00bb\u00bf)?\s*</.test(head) || isPointer(head);
const isPointer = (head: string): boolean => head.startsWith('version https://git-lfs');

const pageInstead = (url: string, status: number): string =>
  `${url} answered ${status} with a page or a pointer in place of the file. ` +
  'Check the address of the mirror.';

function pause(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, delayMs);
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}

const missing = (detail: string): Failure => ({ stage: 'embed', kind: 'weights-missing', detail });
const corrupt = (detail: string): Failure => ({ stage: 'embed', kind: 'weights-corrupt', detail });

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};
