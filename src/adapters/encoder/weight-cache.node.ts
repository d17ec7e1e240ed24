/** Weights in a folder, by default `~/.cache/sgp-playground/encoders`. */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { failed, success, type Result } from '../../core/failure.ts';
import type { StoredFile, WeightCache } from './weight-cache.ts';

/** `SGP_ENCODERS` moves it, e.g. to a disk with more room. */
export const defaultCacheFolder = (): string =>
  process.env.SGP_ENCODERS ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'sgp-playground', 'encoders');

const HASH_SUFFIX = '.sha256';
const PARTIAL = '.partial-';

/**
 * A file is written beside its place and renamed, so a killed process leaves no half file; its hash
 * lies beside it as `<name>.sha256`, in the form that `sha256sum --check` reads.
 */
export class FolderWeightCache implements WeightCache {
  readonly #folder: string;

  constructor(folder: string = defaultCacheFolder()) {
    this.#folder = folder;
  }

  async list(): Promise<StoredFile[]> {
    const names = await readdir(this.#folder, { recursive: true }).catch(() => []);
    const stored: StoredFile[] = [];
    for (const name of names.filter((each) => each.endsWith(HASH_SUFFIX)).sort()) {
      const key = name.slice(0, -HASH_SUFFIX.length).split(sep).join('/');
      const size = await stat(this.#path(key)).catch(() => null);
      const sha256 = await this.#readHash(key);
      if (size && sha256) stored.push({ key, sizeBytes: size.size, sha256 });
    }
    return stored;
  }

  async read(key: string) {
    const sha256 = await this.#readHash(key);
    const bytes = await readFile(this.#path(key)).catch(() => null);
    if (!sha256 || !bytes) return null;
    // A copy of its own: what Node reads may share a pool, and the worker takes the whole buffer.
    return { bytes: ownBytes(bytes), sha256 };
  }

  async write(key: string, file: Blob, sha256: string): Promise<Result<void>> {
    const path = this.#path(key);
    const partial = `${path}${PARTIAL}${process.pid}`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await pipeline(
        Readable.fromWeb(file.stream() as NodeStream),
        createWriteStream(partial, { flush: true }),
      );
      await rename(partial, path);
      // Last: without it the file does not count.
      await writeFile(path + HASH_SUFFIX, `${sha256}  ${path.slice(dirname(path).length + 1)}\n`);
      return success(undefined);
    } catch (error) {
      await rm(partial, { force: true }).catch(() => undefined); // not even begun
      const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
      return failed({
        stage: 'store',
        kind: full ? 'quota' : 'unavailable',
        detail: `${path} could not be written (${String(error)}).`,
      });
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.#path(key) + HASH_SUFFIX, { force: true });
    await rm(this.#path(key), { force: true });
  }

  async #readHash(key: string): Promise<string | null> {
    const line = await readFile(this.#path(key) + HASH_SUFFIX, 'utf8').catch(() => '');
    return /^[0-9a-f]{64}\b/.exec(line)?.[0] ?? null;
  }

  #path(key: string): string {
    return join(this.#folder, ...key.split('/'));
  }
}

/** @returns the same bytes in a buffer that holds nothing else */
export const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer)
    : new Uint8Array(bytes);
