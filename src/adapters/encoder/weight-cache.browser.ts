/** Weights in the browser's Cache API: streams to disk, and survives reloads. */
import { failed, success, type Result } from '../../core/failure.ts';
import type { StoredFile, WeightCache } from './weight-cache.ts';

const CACHE_NAME = 'encoder-weights-1';
const HASH_HEADER = 'x-sha256';
const SIZE_HEADER = 'x-size-bytes';

/**
 * A `put` is one transaction, so a closed tab leaves no half file; the size beside each file is
 * compared all the same, since not every browser keeps that promise when it is killed.
 * Where there is no Cache API (plain HTTP, some private windows) everything is `unavailable`.
 */
export class BrowserWeightCache implements WeightCache {
  async list(): Promise<StoredFile[]> {
    const cache = await openCache();
    if (!cache) return [];
    const stored: StoredFile[] = [];
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      const sha256 = response?.headers.get(HASH_HEADER);
      const sizeBytes = Number(response?.headers.get(SIZE_HEADER));
      if (sha256 && sizeBytes > 0) stored.push({ key: keyOf(request.url), sizeBytes, sha256 });
    }
    return stored;
  }

  async read(key: string) {
    const cache = await openCache();
    const response = await cache?.match(addressOf(key));
    const sha256 = response?.headers.get(HASH_HEADER);
    if (!response || !sha256) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.byteLength === Number(response.headers.get(SIZE_HEADER))) return { bytes, sha256 };
    await this.remove(key);
    return null;
  }

  async write(key: string, file: Blob, sha256: string): Promise<Result<void>> {
    const cache = await openCache();
    if (!cache) return failed(unavailable('This page has no storage for files.'));
    const headers = { [HASH_HEADER]: sha256, [SIZE_HEADER]: String(file.size) };
    try {
      await cache.put(addressOf(key), new Response(file, { headers }));
      return success(undefined);
    } catch (error) {
      await cache.delete(addressOf(key));
      const detail = `The browser could not store ${key} (${String(error)}).`;
      return failed(
        error instanceof DOMException && error.name === 'QuotaExceededError'
          ? { stage: 'store', kind: 'quota', detail }
          : unavailable(detail),
      );
    }
  }

  async remove(key: string): Promise<void> {
    const cache = await openCache();
    await cache?.delete(addressOf(key));
  }
}

/** `null` where the browser forbids it; asked each time, because a person may clear it meanwhile. */
async function openCache(): Promise<Cache | null> {
  try {
    return await caches.open(CACHE_NAME);
  } catch {
    return null; // not there at all, or refused: both mean that nothing can be kept
  }
}

// Cache keys must look like addresses; nothing is ever fetched from here.
const PREFIX = '/encoder-weights/';
const addressOf = (key: string): string =>
  new URL(PREFIX + key.split('/').map(encodeURIComponent).join('/'), location.origin).href;
const keyOf = (address: string): string =>
  new URL(address).pathname.slice(PREFIX.length).split('/').map(decodeURIComponent).join('/');

const unavailable = (detail: string) => ({ stage: 'store', kind: 'unavailable', detail }) as const;
