/** Pictures of a suite's items on disk: found by name, hashed as they are, decoded when they are compared. */
import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { opendir, readFile, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, join, normalize } from 'node:path';
import { fitReference } from '../../core/embedding/preprocess.ts';
import { failed, success, type Result } from '../../core/failure.ts';
import type { Raster } from '../../core/raster/raster.ts';
import type { ReferencePictures } from '../../core/run/suite-references.ts';
import { tooManyBytes, unreadablePicture } from '../../core/suite/picture-file.ts';
import { matchPictures, pictureNotFound, type PictureMatch } from '../../core/suite/pictures.ts';
import type { Suite, SuiteItem } from '../../core/suite/suite.ts';
import { decodePicture } from './decode-picture.node.ts';

const PICTURE_ENDINGS: ReadonlySet<string> = new Set(['.png', '.jpg', '.jpeg', '.webp', '.gif']);

export class DiskPictures implements ReferencePictures {
  readonly match: PictureMatch;
  readonly #paths: readonly string[];
  /** By item: COCO has five captions a picture, and a run some samples an item. */
  readonly #hashes = new Map<string, string>();

  private constructor(suite: Suite, paths: readonly string[]) {
    this.#paths = paths;
    this.match = matchPictures(suite, paths);
  }

  /**
   * All pictures of a folder and the folders in it; links are not followed.
   * @throws Error in words where there is no such folder
   */
  static async inFolder(suite: Suite, folder: string): Promise<DiskPictures> {
    const found = await stat(folder).catch(() => null);
    if (found?.isDirectory() !== true) throw new Error(`There is no folder ${folder}.`);
    const paths: string[] = [];
    for await (const path of filesIn(folder)) paths.push(path);
    return new DiskPictures(suite, paths);
  }

  /** Only files that the suite names, where it names them: no folder is searched. */
  static async beside(suite: Suite, folder: string): Promise<DiskPictures> {
    const paths = new Set<string>();
    for (const { referencePicture } of suite.items.values()) {
      if (referencePicture === null) continue;
      for (const path of placesFor(referencePicture.path)) {
        const whole = join(folder, path);
        if (paths.has(whole)) break;
        const found = await stat(whole).catch(() => null);
        if (found?.isFile() !== true) continue;
        paths.add(whole);
        break;
      }
    }
    return new DiskPictures(suite, [...paths]);
  }

  async hashOf(item: SuiteItem): Promise<string | null> {
    const known = this.#hashes.get(item.id);
    if (known !== undefined) return known;
    const bytes = await this.#bytesOf(item);
    if (!bytes.ok) return null;
    const hash = createHash('sha256').update(bytes.value).digest('hex');
    this.#hashes.set(item.id, hash);
    return hash;
  }

  async read(item: SuiteItem): Promise<Result<Raster>> {
    const bytes = await this.#bytesOf(item);
    if (!bytes.ok) return bytes;
    const raster = await decodePicture(bytes.value, nameOf(item));
    return raster.ok ? success(fitReference(raster.value)) : raster;
  }

  async #bytesOf(item: SuiteItem): Promise<Result<Uint8Array>> {
    const place = this.match.found.get(item.id);
    if (place === undefined) return failed(pictureNotFound(item, this.match));
    const path = this.#paths[place]!;
    try {
      const tooLarge = tooManyBytes((await stat(path)).size, nameOf(item));
      return tooLarge === null ? success(await readFile(path)) : failed(tooLarge);
    } catch (error) {
      return failed(unreadablePicture(`${path} cannot be read: ${(error as Error).message}`));
    }
  }
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  // Sorted, so that the same folder gives the same words on every disk.
  const entries: Dirent[] = [];
  for await (const entry of await opendir(folder)) entries.push(entry);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile() && PICTURE_ENDINGS.has(extname(entry.name).toLowerCase())) yield path;
  }
}

/** As the suite says, and without its folders; never outside the folder that it lies in. */
function placesFor(path: string): string[] {
  const local = normalize(path.replaceAll('\\', '/'));
  const name = basename(local);
  return isAbsolute(local) || local.startsWith('..') ? [name] : [local, name];
}

const nameOf = ({ referencePicture }: SuiteItem): string => basename(referencePicture!.path);
