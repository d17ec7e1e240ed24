/** Pictures of a suite's items, found by name in a folder that the person chose. */
import { failed, type Result } from '../../../core/failure.ts';
import type { ReferencePictures } from '../../../core/run/suite-references.ts';
import type { Raster } from '../../../core/raster/raster.ts';
import { matchPictures, type PictureMatch } from '../../../core/suite/pictures.ts';
import type { Suite, SuiteItem } from '../../../core/suite/suite.ts';
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
    if (file === null) return Promise.resolve(null);
    const known = this.#hashes.get(item.id);
    if (known !== undefined) return known;
    const hash = file.arrayBuffer().then(hexDigest);
    this.#hashes.set(item.id, hash);
    return hash;
  }

  read(item: SuiteItem): Promise<Result<Raster>> {
    const file = this.#fileOf(item);
    if (file !== null) return readPicture(file);
    const detail = `The picture of item “${item.id}” is not in the folder.`;
    return Promise.resolve(failed({ stage: 'embed', kind: 'no-reference', detail }));
  }

  #fileOf({ id }: SuiteItem): File | null {
    const place = this.match.found.get(id);
    return place === undefined ? null : (this.#files[place] ?? null);
  }
}
