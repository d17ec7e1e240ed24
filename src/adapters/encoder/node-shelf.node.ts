/** The command line's shelf: weights in a cache folder, nothing remembered but files. */
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failed, success, type Result } from '../../core/failure.ts';
import { lanesFor, thisHost } from './encoder-lanes.node.ts';
import { WeightShelf } from './weight-shelf.ts';
import type { FolderFile } from './folder-file.ts';
import { MemorySettings } from './shelf-settings.ts';
import { FolderWeightCache, ownBytes } from './weight-cache.node.ts';

export interface NodeShelfOptions {
  /** Where the app's own encoders lie, one folder each. Default: `public/encoders` of this package. */
  shippedFolder?: string;
  /** Default: see `defaultCacheFolder`. */
  cacheFolder?: string;
  /** Default: all cores for large encoders. */
  threads?: number;
}

export const openNodeShelf = ({
  shippedFolder = ownEncoders(),
  cacheFolder,
  threads,
}: NodeShelfOptions = {}): WeightShelf =>
  new WeightShelf({
    cache: new FolderWeightCache(cacheFolder),
    settings: new MemorySettings(),
    readShipped: (path) => readShipped(join(shippedFolder, path)),
    threads,
    lanesFor: (sizeBytes) => lanesFor(sizeBytes, thisHost()),
  });

/** Source and bundle lie at different depths of the package: the nearest one above has it. */
function ownEncoders(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder)) {
    const encoders = join(folder, 'public', 'encoders');
    if (existsSync(encoders)) return encoders;
  }
  throw new Error(`no public/encoders above ${start}`);
}

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
