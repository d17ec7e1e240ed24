/** Where this package's own files lie: source and bundle are at different depths of it. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * @param path of a folder under the package, e.g. `benchmarks/suites/starter`
 * @returns its address, slash at the end
 * @throws Error where no folder above this file has it: the installation is not whole
 */
export function packageFolder(path: string): URL {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder)) {
    const wanted = join(folder, path);
    if (existsSync(wanted)) return pathToFileURL(`${wanted}/`);
  }
  throw new Error(`This installation lacks its folder ${path}.`);
}
