/** A picked file of answers, with progress; import this module lazily, as readers of files come with it. */
import type { SuiteProgress } from '../../core/ports/suite-shelf.ts';
import { readAnswers, type AnswerRow } from '../../core/suite/read-answers.ts';
import { blobBytes } from './blob-bytes.ts';
import { csvReader } from './csv.ts';

export function readAnswerFile(
  file: File,
  onProgress: (progress: SuiteProgress) => void,
  signal: AbortSignal,
): AsyncGenerator<AnswerRow> {
  const onBytes = (doneBytes: number) => onProgress({ doneBytes, totalBytes: file.size });
  const source = { name: file.name, bytes: blobBytes(file) };
  return readAnswers(source, { csv: csvReader, onBytes, signal });
}
