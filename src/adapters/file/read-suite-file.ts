/** A picked suite, read in a worker; import this module lazily. */
import type { Result } from '../../core/failure.ts';
import type { FileWishes, SuiteProgress } from '../../core/ports/suite-shelf.ts';
import type { SuiteReading } from '../../core/suite/read-suite.ts';
import { newFileHost } from './file-host.ts';

/** A suite is read as a whole: hundreds of megabytes take minutes on a phone. */
const LIMIT_MS = 900_000;

/** See `SuiteShelf.read`. */
export async function readSuiteFile(
  file: File,
  wishes: FileWishes,
  onProgress: (progress: SuiteProgress) => void,
  signal?: AbortSignal,
  host = newFileHost(),
): Promise<Result<SuiteReading>> {
  try {
    return await host.call(
      'readSuite',
      { name: file.name, content: file.slice(), wishes: plain(wishes) },
      {
        limitMs: LIMIT_MS,
        signal,
        onProgress: (doneBytes) => onProgress({ doneBytes, totalBytes: file.size }),
      },
    );
  } finally {
    host.dispose();
  }
}

/** As a thread can be given them: a page's state may hold proxies. */
const plain = (wishes: FileWishes): FileWishes => JSON.parse(JSON.stringify(wishes)) as FileWishes;
