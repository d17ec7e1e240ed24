/** Pictures of a suite's items, found by name in a folder that the person chose. */
import { failed, type Result } from '../../../core/failure.ts';
import type { ReferencePictures } from '../../../core/run/suite-references.ts';
import type { Raster } from '../../../core/raster/raster.ts';
import { matchPictures, pictureNotFound, type PictureMatch } from '../../../core/suite/pictures.ts';
import type { Suite, SuiteItem } from '../../../core/suite/suite.ts';
import { tooManyBytes } from '../../../core/suite/picture-file.ts';
import { hexDigest, readPicture } from '../reference-file.ts';

export class FolderPictures implements ReferencePictures {
  readonly match: PictureMatch;
  readonly #files: readonly File[];
  readonly #hashes = new Map<string, Promise<string>>();

  constructor(suite: Suite, files: readonly File[]) {
    this.#files = files;
    this.match = matchPictures(suite, files.map(({ name }) => name)); // prettier-ignore
  }

  hashOf(item: SuiteItem): Promise<string | null> {
    const file = this.#fileOf(item);
    if (file === null || tooManyBytes(file.size, file.name) !== null) return Promise.resolve(null);
    const known = this.#hashes.get(item.id);
    if (known !== undefined) return known;
    const hash = file.arrayBuffer().then(hexDigest);
    this.#hashes.set(item.id, hash);
    // A file that was moved away meanwhile cannot be read; reading it says so.
    return hash.catch(() => {
      this.#hashes.delete(item.id);
      return null;
    });
  }

  read(item: SuiteItem): Promise<Result<Raster>> {
    const file = this.#fileOf(item);
    return file === null
      ? Promise.resolve(failed(pictureNotFound(item, this.match)))
      : readPicture(file);
  }

  #fileOf({ id }: SuiteItem): File | null {
    const place = this.match.found.get(id);
    return place === undefined ? null : (this.#files[place] ?? null);
  }
}
