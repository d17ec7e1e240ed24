/** Suites by name and from files, for page and command line alike. */
import { failed, success, type Failure, type Result } from '../../core/failure.ts';
import type {
  FileTold,
  FileWishes,
  SuiteProgress,
  SuiteShelf,
} from '../../core/ports/suite-shelf.ts';
import { SUITE_CATALOGUE } from '../../core/suite/catalogue.ts';
import {
  compositionOfId,
  generateComposition,
  MOST_COMPOSITIONS,
} from '../../core/suite/composition/generate-composition.ts';
import { inspectFile, type FileInsight } from '../../core/suite/inspect-file.ts';
import { readSuite, type SuiteReading } from '../../core/suite/read-suite.ts';
import { blobBytes } from './blob-bytes.ts';
import { csvReader } from './csv.ts';
import { fetchSuite, type FetchOptions } from './fetch-suite.ts';
import { madeHere, openStarter, type StarterFiles } from './open-starter.ts';

export class FileSuiteShelf implements SuiteShelf {
  readonly #starter: () => Promise<StarterFiles>;
  readonly #fetching: FetchOptions;
  readonly #files: FileReading;

  /**
   * @param starter called when it is first asked for
   * @param files how picked files are read; a page reads them in a worker
   */
  constructor(
    starter: () => Promise<StarterFiles>,
    fetching: FetchOptions = {},
    files: FileReading = READ_HERE,
  ) {
    this.#starter = starter;
    this.#fetching = fetching;
    this.#files = files;
  }

  entries() {
    return SUITE_CATALOGUE;
  }

  async open(
    id: string,
    onProgress?: (progress: SuiteProgress) => void,
    signal?: AbortSignal,
  ): Promise<Result<SuiteReading>> {
    signal?.throwIfAborted();
    const wanted = compositionOfId(id);
    if (wanted !== null) return generated(wanted.seed, wanted.size);
    const entry = SUITE_CATALOGUE.find((known) => known.id === id);
    switch (entry?.origin.kind) {
      case 'bundled':
        return success(openStarter(await this.#starter()));
      case 'fetched':
        return fetchSuite(id, entry.origin, { ...this.#fetching, onProgress, signal });
      case 'generated':
        return failed(noSuite('Say a seed and a size: composition-7-800 has 800 items of seed 7.'));
      case 'by-hand':
        return failed(
          noSuite(`${entry.title} is fetched by hand. ${entry.origin.steps.join(' ')}`),
        );
      case undefined:
        return failed(noSuite(`There is no suite named ${id}.`));
    }
  }

  inspect(file: File, told: FileTold = {}, signal?: AbortSignal) {
    return this.#files.inspect(file, told, signal);
  }

  read(
    file: File,
    wishes: FileWishes = {},
    onProgress?: (progress: SuiteProgress) => void,
    signal?: AbortSignal,
  ): Promise<Result<SuiteReading>> {
    return this.#files.read(file, wishes, (progress) => onProgress?.(progress), signal);
  }
}

/** See `SuiteShelf`. */
export interface FileReading {
  inspect(file: File, told: FileTold, signal?: AbortSignal): Promise<Result<FileInsight>>;
  read(
    file: File,
    wishes: FileWishes,
    onProgress: (progress: SuiteProgress) => void,
    signal?: AbortSignal,
  ): Promise<Result<SuiteReading>>;
}

const READ_HERE: FileReading = {
  inspect: (file, told, signal) =>
    inspectFile(asSuiteFile(file), { ...told, csv: csvReader, signal }),
  read(file, wishes, onProgress, signal) {
    const onBytes = (doneBytes: number) => onProgress({ doneBytes, totalBytes: file.size });
    return readSuite(asSuiteFile(file), { ...wishes, csv: csvReader, onBytes, signal });
  },
};

const asSuiteFile = (file: File) => ({ name: file.name, bytes: blobBytes(file) });

function generated(seed: number, size: number): Result<SuiteReading> {
  if (!Number.isSafeInteger(seed) || size < 1 || size > MOST_COMPOSITIONS)
    return failed(noSuite(`A composition suite has 1 to ${MOST_COMPOSITIONS} items.`));
  return success(madeHere(generateComposition(seed, size)));
}

const noSuite = (detail: string): Failure => ({ stage: 'store', kind: 'unavailable', detail });
