/** What must have come before the built page can show its prompt. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PAGE_FOLDER } from './page-under-test.ts';

/**
 * The scripts that the page itself names: its entry, with everything that the entry imports, as the
 * build lists it for the browser to fetch at once. What an `import()` brings comes after.
 * @returns bytes when gzipped, by path
 */
export function firstScripts(): Map<string, number> {
  const html = readFileSync(join(PAGE_FOLDER, 'index.html'), 'utf8');
  const paths = [...html.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+\.js)"/g)];
  return new Map(
    paths.map(([, path]) => [path!, gzipSync(readFileSync(join(PAGE_FOLDER, path!))).length]),
  );
}

export const totalBytes = (scripts: ReadonlyMap<string, number>): number =>
  [...scripts.values()].reduce((sum, size) => sum + size, 0);
