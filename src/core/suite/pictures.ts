/** Which of a folder's files are a suite's pictures: found by file name, as COCO's are. */
import type { Failure } from '../failure.ts';
import { unreadablePicture } from './picture-file.ts';
import type { Suite, SuiteItem } from './suite.ts';

export interface PictureMatch {
  /** Item id to the file's place in what was given. */
  found: Map<string, number>;
  /** Ids of items whose picture is not there. */
  missing: string[];
  /** Names that stand for more than one file, so that none of them is taken. */
  ambiguous: string[];
}

/** @param paths as the browser or the disk gives them; folders on the way do not matter */
export function matchPictures({ items }: Suite, paths: readonly string[]): PictureMatch {
  const places = new Map<string, number[]>();
  for (const [place, path] of paths.entries()) {
    const name = fileNameOf(path);
    const known = places.get(name);
    if (known) known.push(place);
    else places.set(name, [place]);
  }
  const match: PictureMatch = { found: new Map(), missing: [], ambiguous: [] };
  const ambiguous = new Set<string>();
  for (const { id, referencePicture } of items.values()) {
    if (referencePicture === null) continue;
    const name = fileNameOf(referencePicture.path);
    const found = places.get(name) ?? [];
    if (found.length === 1) match.found.set(id, found[0]!);
    else match.missing.push(id);
    if (found.length > 1) ambiguous.add(name);
  }
  match.ambiguous.push(...ambiguous);
  return match;
}

/** Why the picture of an item that has one is not among those that were found. */
export function pictureNotFound(
  { id, referencePicture }: SuiteItem,
  { ambiguous }: PictureMatch,
): Failure {
  const name = referencePicture!.path.replace(/^.*[\\/]/, '');
  const why = ambiguous.includes(fileNameOf(name))
    ? 'stands for more than one file of the folder'
    : 'is not in the folder';
  return unreadablePicture(`The picture ${name} of item “${id}” ${why}.`);
}

/** Disks differ in whether they tell `A.JPG` from `a.jpg`; suites do not. */
const fileNameOf = (path: string): string => path.replace(/^.*[\\/]/, '').toLowerCase();
