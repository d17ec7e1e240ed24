/** The page's shelf of suites; import this module lazily, as readers of files come with it. */
import { inspectPickedFile } from '../file/look-at-file.ts';
import { readSuiteFile } from '../file/read-suite-file.ts';
import { FileSuiteShelf } from './suite-shelf.ts';

export const openPageSuites = (): FileSuiteShelf =>
  new FileSuiteShelf(
    async () => (await import('./starter-files.browser.ts')).starterFiles,
    {},
    { inspect: inspectPickedFile, read: readSuiteFile },
  );
