/** An official file, from its own public address. */
import { failed, success, type Failure, type Result } from '../../core/failure.ts';
import type { SuiteOrigin, SuiteProgress } from '../../core/ports/suite-shelf.ts';
import { FETCHED_FACTS } from '../../core/suite/catalogue.ts';
import { knownSuite } from '../../core/suite/known-suites.ts';
import { readSuite, type SuiteReading } from '../../core/suite/read-suite.ts';
import { factsOf } from '../../core/suite/suite-facts.ts';
import { download, type DownloadOptions } from '../encoder/download.ts';
import { blobBytes } from './blob-bytes.ts';
import { csvReader } from './csv.ts';

export type FetchOptions = Pick<DownloadOptions, 'fetch' | 'retryDelayMs' | 'idleLimitMs'>;

/**
 * Fetches whole or not at all; a connection that is cut is tried again, five times in all.
 * @param id of the catalogue's entry
 * @returns what `SuiteShelf.open` says. Items other than the known ones are no failure: a notice
 *   says so, since numbers made with them stand beside no published ones.
 */
export async function fetchSuite(
  id: string,
  origin: Extract<SuiteOrigin, { kind: 'fetched' }>,
  options: FetchOptions & { onProgress?: (progress: SuiteProgress) => void; signal?: AbortSignal },
): Promise<Result<SuiteReading>> {
  const { onProgress, signal } = options;
  const got = await download(origin.url, {
    ...options,
    // The hash that is known is of the items, not of the file.
    sha256: null,
    onProgress: ({ doneBytes, totalBytes }) =>
      onProgress?.({ doneBytes, totalBytes: totalBytes === 0 ? null : totalBytes }),
  });
  if (!got.ok) return failed(unavailable(got.failure));
  const name = new URL(origin.url).pathname.replace(/^.*\//, '');
  const reading = await readSuite(
    { name, bytes: blobBytes(got.value.file) },
    { csv: csvReader, signal },
  );
  if (!reading.ok) return failed(elsewhere(origin.url, reading.failure));
  return success(described(id, origin.sha256, reading.value));
}

/** What the catalogue knows of it, where its items are not known by themselves. */
function described(id: string, sha256: string | null, reading: SuiteReading): SuiteReading {
  const { suite, notices } = reading;
  if (knownSuite(suite.sha256) !== null) return reading;
  const facts = factsOf(suite, { ...FETCHED_FACTS[id]!, version: '0' });
  if (sha256 === null) return { ...reading, facts };
  const differs = `These are not the items that this app knows as ${facts.title}: their SHA-256 is ${suite.sha256}, not ${sha256}. Numbers made with them do not stand beside published ones.`;
  return { ...reading, facts, notices: [differs, ...notices] };
}

function unavailable({ detail }: Failure): Failure {
  return {
    stage: 'store',
    kind: 'unavailable',
    detail: `The suite could not be fetched. ${detail}`,
  };
}

const elsewhere = (url: string, failure: Failure): Failure => ({
  ...failure,
  detail: `${url} came, but holds no suite. ${failure.detail}`,
});
