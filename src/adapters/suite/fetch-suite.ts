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
 * Fetches whole or not at all; redirects are followed, as storage stands behind them, and a connection
 * that is cut is tried again, five times in all.
 * @param id of the catalogue's entry
 * @returns what `SuiteShelf.open` says. Where the hash of the items is known and those that came have
 *   another, nothing of them is kept: a failure names both.
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
  const { suite } = reading.value;
  if (origin.sha256 !== null && suite.sha256 !== origin.sha256)
    return failed(otherItems(id, origin.url, suite.sha256, origin.sha256));
  return success(described(id, reading.value));
}

/** What the catalogue knows of it, where its items are not known by themselves. */
function described(id: string, reading: SuiteReading): SuiteReading {
  const { suite } = reading;
  if (knownSuite(suite.sha256) !== null) return reading;
  return { ...reading, facts: factsOf(suite, { ...FETCHED_FACTS[id]!, version: '0' }) };
}

const otherItems = (id: string, url: string, came: string, known: string): Failure => ({
  stage: 'store',
  kind: 'unreadable',
  detail: `${url} came, but its items are not those of ${FETCHED_FACTS[id]!.title}: their SHA-256 is ${came}, not ${known}. Nothing of it was kept. If the official file has changed, fetch it by hand and open it from disk: its numbers stand beside no published ones.`,
});

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
