/** A picked file of answers, with progress; import this module lazily, as readers of files come with it. */
import type { Result } from '../../core/failure.ts';
import type { FileTold, SuiteProgress } from '../../core/ports/suite-shelf.ts';
import { lookAtRows, type RowsLook } from '../../core/suite/look-at-rows.ts';
import { readAnswers, type AnswerRow } from '../../core/suite/read-answers.ts';
import { blobBytes } from './blob-bytes.ts';
import { csvReader } from './csv.ts';

/** The first rows of a file of answers: see `lookAtRows`. */
export const lookAtAnswerFile = (file: File, told: FileTold): Promise<Result<RowsLook>> =>
  lookAtRows({ name: file.name, bytes: blobBytes(file) }, { ...told, csv: csvReader });

export function readAnswerFile(
  file: File,
  told: FileTold,
  onProgress: (progress: SuiteProgress) => void,
  signal: AbortSignal,
): AsyncGenerator<AnswerRow> {
  const onBytes = (doneBytes: number) => onProgress({ doneBytes, totalBytes: file.size });
  const source = { name: file.name, bytes: blobBytes(file) };
  return readAnswers(source, { ...told, csv: csvReader, onBytes, signal });
}
