/** Embeddings in memory, for one session; the oldest go first. */
import type { EmbeddingCache } from '../ports/embedding-cache.ts';

export class MemoryEmbeddingCache implements EmbeddingCache {
  readonly #entries = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #mostBytes: number;
  #bytes = 0;

  /** @param mostBytes of vectors; 64 MiB hold some 30,000 of 512 numbers */
  constructor(mostBytes = 64 * 1024 * 1024) {
    this.#mostBytes = mostBytes;
  }

  get(key: string): Promise<Uint8Array<ArrayBuffer> | null> {
    return Promise.resolve(this.#entries.get(key) ?? null);
  }

  put(key: string, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#entries.has(key)) return;
    this.#entries.set(key, bytes);
    this.#bytes += bytes.byteLength;
    for (const [oldest, { byteLength }] of this.#entries) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#entries.delete(oldest);
      this.#bytes -= byteLength;
    }
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }
}
