/**
 * A first look at a picked file, in a worker: a single row may be megabytes long, and a table may have
 * a hundred thousand columns. Import this module lazily.
 */
import type { Result } from '../../core/failure.ts';
import type { FileTold } from '../../core/ports/suite-shelf.ts';
import type { FileInsight } from '../../core/suite/inspect-file.ts';
import type { RowsLook } from '../../core/suite/look-at-rows.ts';
import type { FileJob } from './file-calls.ts';
import { newFileHost } from './file-host.ts';

/** It reads fifty rows, of a file that may be on a slow stick. */
const LIMIT_MS = 120_000;

/** See `inspectFile`. @throws the signal's reason when aborted */
export async function inspectPickedFile(
  file: File,
  told: FileTold,
  signal?: AbortSignal,
  host = newFileHost(),
): Promise<Result<FileInsight>> {
  try {
    return await host.call('inspect', jobOf(file, told), { limitMs: LIMIT_MS, signal });
  } finally {
    host.dispose();
  }
}

/** See `lookAtRows`. */
export async function lookAtPickedRows(
  file: File,
  told: FileTold,
  host = newFileHost(),
): Promise<Result<RowsLook>> {
  try {
    return await host.call('lookAtRows', jobOf(file, told), { limitMs: LIMIT_MS });
  } finally {
    host.dispose();
  }
}

/** A plain blob and a plain dialect: a thread is given neither a `File` nor a page's proxies. */
const jobOf = (file: File, { encoding = null, dialect = null }: FileTold): FileJob => ({
  name: file.name,
  content: file.slice(),
  encoding,
  dialect: dialect === null ? null : { ...dialect },
});
