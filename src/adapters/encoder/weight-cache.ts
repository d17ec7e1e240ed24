/** Where downloaded weights are kept: whole verified files only, under `owner/name/revision/path`. */
import { success, type Result } from '../../core/failure.ts';

export interface StoredFile {
  key: string;
  sizeBytes: number;
  /** Lower-case hex of what was stored. */
  sha256: string;
}

export interface WeightCache {
  list(): Promise<StoredFile[]>;
  /** @returns `null` where there is no such file, or only a part of it */
  read(key: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; sha256: string } | null>;
  /** All or nothing. @returns a `store` failure: `quota` or `unavailable` */
  write(key: string, file: Blob, sha256: string): Promise<Result<void>>;
  remove(key: string): Promise<void>;
}

/** Keeps files for as long as the program runs. */
export class MemoryWeightCache implements WeightCache {
  readonly #files = new Map<string, { file: Blob; sha256: string }>();

  async list(): Promise<StoredFile[]> {
    return [...this.#files].map(([key, { file, sha256 }]) => ({
      key,
      sizeBytes: file.size,
      sha256,
    }));
  }

  async read(key: string) {
    const found = this.#files.get(key);
    if (!found) return null;
    return { bytes: new Uint8Array(await found.file.arrayBuffer()), sha256: found.sha256 };
  }

  async write(key: string, file: Blob, sha256: string): Promise<Result<void>> {
    this.#files.set(key, { file, sha256 });
    return success(undefined);
  }

  async remove(key: string): Promise<void> {
    this.#files.delete(key);
  }
}

/** A lasting cache that keeps in memory what would not fit, so that a download is never wasted. */
export class SpillingWeightCache implements WeightCache {
  readonly #lasting: WeightCache;
  readonly #spilled = new MemoryWeightCache();
  readonly #spilledKeys = new Set<string>();

  constructor(lasting: WeightCache) {
    this.#lasting = lasting;
  }

  /** Whether the file goes when the program ends. */
  isInMemoryOnly(key: string): boolean {
    return this.#spilledKeys.has(key);
  }

  async list(): Promise<StoredFile[]> {
    return [...(await this.#lasting.list()), ...(await this.#spilled.list())];
  }

  async read(key: string) {
    return (await this.#spilled.read(key)) ?? this.#lasting.read(key);
  }

  async write(key: string, file: Blob, sha256: string): Promise<Result<void>> {
    const written = await this.#lasting.write(key, file, sha256);
    if (written.ok) return written;
    this.#spilledKeys.add(key);
    return this.#spilled.write(key, file, sha256);
  }

  async remove(key: string): Promise<void> {
    this.#spilledKeys.delete(key);
    await this.#spilled.remove(key);
    await this.#lasting.remove(key);
  }
}
