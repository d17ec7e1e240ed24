/** The object library read from disk. */
import { readdir, readFile } from 'node:fs/promises';
import { libraryOf, type ObjectLibrary } from '../../core/composer/object-library.ts';

/** @param folder `benchmarks/objects`, slash at the end */
export async function objectsIn(folder: URL): Promise<ObjectLibrary> {
  const paths = (await readdir(folder, { recursive: true }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.svg'));
  const sources = await Promise.all(paths.map((path) => readFile(new URL(path, folder), 'utf8')));
  return libraryOf(Object.fromEntries(paths.map((path, index) => [path, sources[index]!])));
}
