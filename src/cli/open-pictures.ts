/** The pictures that a suite compares with: a folder that was named, or what lies beside the suite's file. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DiskPictures } from '../adapters/suite/disk-pictures.node.ts';
import { formatCount } from '../core/format-number.ts';
import type { SuiteReading } from '../core/suite/read-suite.ts';
import { plural } from './words.ts';

export const PICTURES_HELP =
  'pictures that items are compared with, found by name (default: beside the suite’s file)';

/**
 * @param suiteName as it was given to `suiteAt`
 * @param folder where it was named
 * @returns `null` where the suite has no pictures, or none of them is here: then nothing is compared
 *   with pictures, and it is said
 * @throws Error in words where the named folder is not there, or the suite has no use for it
 */
export async function openPictures(
  { suite }: SuiteReading,
  suiteName: string,
  folder: string | undefined,
  say: (line: string) => void,
): Promise<DiskPictures | null> {
  const wanted = [...suite.items.values()].filter(
    ({ referencePicture }) => referencePicture,
  ).length;
  if (wanted === 0) {
    if (folder === undefined) return null;
    throw new Error(`--pictures: no item of ${suiteName} has a picture to compare with.`);
  }
  const pictures = await found(suite, suiteName, folder);
  const { size } = pictures?.match.found ?? { size: 0 };
  if (folder !== undefined && size === 0)
    throw new Error(
      `--pictures: none of the suite’s ${plural(wanted, 'picture')} is in ${folder}.`,
    );
  if (pictures === null || size === 0) {
    say(
      `${plural(wanted, 'item')} of ${suiteName} have a picture to compare with, and none is here: name their folder with --pictures, or picture-to-picture scores stay empty.`,
    );
    return null;
  }
  for (const line of shortfall(pictures)) say(line);
  return pictures;
}

async function found(
  suite: SuiteReading['suite'],
  suiteName: string,
  folder: string | undefined,
): Promise<DiskPictures | null> {
  if (folder !== undefined) return DiskPictures.inFolder(suite, folder);
  return existsSync(suiteName) ? DiskPictures.beside(suite, dirname(suiteName)) : null;
}

function* shortfall({ match: { found, missing, ambiguous } }: DiskPictures): Generator<string> {
  if (missing.length === 0) return;
  yield `${formatCount(found.size)} of ${plural(found.size + missing.length, 'picture')} found; missing for items ${some(missing)}. Their picture-to-picture scores stay empty.`;
  if (ambiguous.length > 0)
    yield `More than one file is named ${some(ambiguous)}, so none of them is taken.`;
}

const NAMED = 3;

const some = (names: readonly string[]): string =>
  names.length <= NAMED
    ? names.join(', ')
    : `${names.slice(0, NAMED).join(', ')} and ${formatCount(names.length - NAMED)} more`;
