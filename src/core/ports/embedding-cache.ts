/** The port behind which embeddings are kept by what they are of, so that nothing is encoded twice. */

/** What is in it can be made again: it never fails a run, and what it loses costs only time. */
export interface EmbeddingCache {
  /** @returns what was put under the key, byte for byte; `null`: it is not here */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Kept sooner or later; the first of a key counts. */
  put(key: string, bytes: Uint8Array<ArrayBuffer>): void;
  /** Resolves once all that was put is kept, or given up. */
  flush(): Promise<void>;
}
