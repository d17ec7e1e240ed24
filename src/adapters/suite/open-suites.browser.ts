/** The page's shelf of suites; import this module lazily, as readers of files come with it. */
import { readSuiteFile } from '../file/read-suite-file.ts';
import { FileSuiteShelf } from './suite-shelf.ts';

export const openPageSuites = (): FileSuiteShelf =>
  new FileSuiteShelf(
    async () => (await import('./starter-files.browser.ts')).starterFiles,
    {},
    readSuiteFile,
  );
