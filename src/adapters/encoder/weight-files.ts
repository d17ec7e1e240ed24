/** The bytes of an encoder's files, from wherever its source is, held against their hashes. */
import type { EncoderCard, Precision, WeightFile } from '../../core/embedding/encoder-card.ts';
import { failed, success, type Failure, type Result } from '../../core/failure.ts';
import type { EncoderEntry, EncoderState } from '../../core/ports/encoder.ts';
import type { FolderFile } from './folder-file.ts';
import { cacheKey, hubAddress } from './hub-address.ts';
import { filesOf } from './registry.ts';
import { sha256Hex } from './sha256.ts';
import { TransferRate } from './transfer-rate.ts';
import type { WeightCache } from './weight-cache.ts';

/** Reads a file that ships with the app. @param path e.g. `sgp-small/onnx/vision_model_fp16.onnx` */
export type ReadShipped = (path: string) => Promise<Result<Uint8Array<ArrayBuffer>>>;

export type WeightOrigin =
  | { source: Exclude<EncoderEntry['source'], 'folder'> }
  | { source: 'folder'; files: ReadonlyMap<string, FolderFile> };

export interface ReadFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** Lower-case hex of these bytes. */
  sha256: string;
}

type DownloadState = Extract<EncoderState, { kind: 'downloading' | 'verifying' }>;

export class WeightFiles {
  readonly #cache: WeightCache;
  readonly #readShipped: ReadShipped;
  readonly #fetch: typeof fetch | undefined;

  constructor(cache: WeightCache, readShipped: ReadShipped, fetchWith?: typeof fetch) {
    this.#cache = cache;
    this.#readShipped = readShipped;
    this.#fetch = fetchWith;
  }

  /** @returns a `weights-missing` or `weights-corrupt` failure; a damaged copy is removed */
  async read(card: EncoderCard, file: WeightFile, origin: WeightOrigin): Promise<Result<ReadFile>> {
    const bytes = await this.#bytes(card, file, origin);
    if (!bytes.ok) return bytes;
    const sha256 = await sha256Hex(bytes.value.bytes);
    const expected = file.sha256 ?? bytes.value.recorded ?? sha256;
    if (sha256 === expected) return success({ bytes: bytes.value.bytes, sha256 });
    if (origin.source === 'hub') await this.#cache.remove(cacheKey(card, file));
    return failed({
      stage: 'embed',
      kind: 'weights-corrupt',
      detail:
        `${file.path} of ${card.title} is damaged: its SHA-256 is ${sha256}, expected ${expected}.` +
        (origin.source === 'hub' ? ' The copy was removed; download it again.' : ''),
    });
  }

  /**
   * Downloads what is not here yet, file by file, each verified before it is kept.
   * @param tell bytes are sums over all files of this precision
   */
  async fetchMissing(
    card: EncoderCard,
    precision: Precision,
    hub: string,
    tell: (state: DownloadState) => void,
    signal: AbortSignal,
  ): Promise<Result<void>> {
    const { download } = await import('./download.ts');
    const stored = new Map((await this.#cache.list()).map((each) => [each.key, each]));
    const files = filesOf(card, precision);
    const rate = new TransferRate();
    let doneBytes = 0;
    for (const [at, file] of files.entries()) {
      const key = cacheKey(card, file);
      const known = stored.get(key);
      if (known) {
        doneBytes += known.sizeBytes;
        continue;
      }
      const laterBytes = files
        .slice(at + 1)
        .reduce(
          (sum, later) => sum + (stored.get(cacheKey(card, later))?.sizeBytes ?? later.sizeBytes),
          0,
        );
      const before = doneBytes;
      const got = await download(hubAddress(hub, card, file), {
        sha256: file.sha256,
        fetch: this.#fetch,
        signal,
        onProgress: (progress) => {
          doneBytes = before + progress.doneBytes;
          tell({
            kind: 'downloading',
            file: file.path,
            doneBytes,
            totalBytes: before + (progress.totalBytes || file.sizeBytes) + laterBytes,
            bytesPerSecond: rate.measure(doneBytes),
          });
        },
        onVerify: () => tell({ kind: 'verifying', file: file.path }),
      });
      if (!got.ok) return got;
      const written = await this.#cache.write(key, got.value.file, got.value.sha256);
      if (!written.ok) return written;
      doneBytes = before + got.value.file.size;
    }
    return success(undefined);
  }

  /** SHA-256 of every file of this precision, in the order of `filesOf`. */
  async hashes(
    card: EncoderCard,
    precision: Precision,
    origin: WeightOrigin,
  ): Promise<Result<string[]>> {
    const hashes: string[] = [];
    for (const file of filesOf(card, precision)) {
      const read = await this.read(card, file, origin);
      if (!read.ok) return read;
      hashes.push(read.value.sha256);
    }
    return success(hashes);
  }

  async #bytes(
    card: EncoderCard,
    file: WeightFile,
    origin: WeightOrigin,
  ): Promise<Result<{ bytes: Uint8Array<ArrayBuffer>; recorded: string | null }>> {
    switch (origin.source) {
      case 'shipped': {
        const bytes = await this.#readShipped(`${card.id}/${file.path}`);
        return bytes.ok ? success({ bytes: bytes.value, recorded: null }) : bytes;
      }
      case 'folder': {
        const found = origin.files.get(file.path);
        if (!found) return failed(missing(`${file.path} is not in the folder of ${card.title}.`));
        return readFolderFile(found, file.path);
      }
      case 'hub': {
        const found = await this.#cache.read(cacheKey(card, file));
        return found
          ? success({ bytes: found.bytes, recorded: found.sha256 })
          : failed(missing(`${file.path} of ${card.title} has not been downloaded.`));
      }
    }
  }
}

async function readFolderFile(
  file: FolderFile,
  path: string,
): Promise<Result<{ bytes: Uint8Array<ArrayBuffer>; recorded: null }>> {
  try {
    return success({ bytes: await file.read(), recorded: null });
  } catch (error) {
    return failed(missing(`${path} can no longer be read (${String(error)}).`));
  }
}

const missing = (detail: string): Failure => ({ stage: 'embed', kind: 'weights-missing', detail });
