/** The command line's suites: by name, or the path of a file. */
import { existsSync } from 'node:fs';
import type { Result } from '../../core/failure.ts';
import type { FileWishes, SuiteProgress } from '../../core/ports/suite-shelf.ts';
import type { SuiteReading } from '../../core/suite/read-suite.ts';
import { starterIn } from './starter-files.node.ts';
import { readSuiteAt } from './suite-file.node.ts';
import { FileSuiteShelf } from './suite-shelf.ts';

/** @param folder `benchmarks/suites/starter`, slash at the end */
export const openNodeSuites = (folder: URL): FileSuiteShelf =>
  new FileSuiteShelf(() => starterIn(folder));

/**
 * @param nameOrPath a file where there is one of that name, else a suite: `starter`,
 *   `composition-7-800`, `sgp-compbench`
 */
export function openSuite(
  nameOrPath: string,
  shelf: FileSuiteShelf,
  wishes: FileWishes = {},
  onProgress?: (progress: SuiteProgress) => void,
  signal?: AbortSignal,
): Promise<Result<SuiteReading>> {
  return existsSync(nameOrPath)
    ? readSuiteAt(nameOrPath, { ...wishes, signal })
    : shelf.open(nameOrPath, onProgress, signal);
}
