/** The command line's shelf: weights in a cache folder, nothing remembered but files. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { failed, success, type Result } from '../../core/failure.ts';
import { WeightShelf } from './encoder-shelf.ts';
import type { FolderFile } from './folder-file.ts';
import { MemorySettings } from './shelf-settings.ts';
import { FolderWeightCache, ownBytes } from './weight-cache.node.ts';

export interface NodeShelfOptions {
  /** Where the app's own encoders lie, one folder each: `encoders` of the built page. */
  shippedFolder: string;
  /** Default: see `defaultCacheFolder`. */
  cacheFolder?: string;
  /** Default: all cores for large encoders. */
  threads?: number;
}

export const nodeShelf = ({ shippedFolder, cacheFolder, threads }: NodeShelfOptions): WeightShelf =>
  new WeightShelf({
    cache: new FolderWeightCache(cacheFolder),
    settings: new MemorySettings(),
    readShipped: (path) => readShipped(join(shippedFolder, path)),
    threads,
  });

/**
 * Files of a model folder, for `addFolderFiles`.
 * @throws where there is no such folder
 */
export async function readModelFolder(
  folder: string,
): Promise<{ name: string; files: FolderFile[] }> {
  const files: FolderFile[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    const found = await stat(path);
    if (!found.isFile()) continue;
    files.push({
      path: name.split(sep).join('/'),
      sizeBytes: found.size,
      read: async () => ownBytes(await readFile(path)),
    });
  }
  return { name: basename(folder), files };
}

async function readShipped(path: string): Promise<Result<Uint8Array<ArrayBuffer>>> {
  try {
    return success(ownBytes(await readFile(path)));
  } catch (error) {
    return failed({
      stage: 'embed',
      kind: 'weights-missing',
      detail: `${path} can not be read (${String(error)}).`,
    });
  }
}
