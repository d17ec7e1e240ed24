/** A picked file of answers, read in a worker; import this module lazily, as readers of files come with it. */
import type { Result } from '../../core/failure.ts';
import type { FileTold, SuiteProgress } from '../../core/ports/suite-shelf.ts';
import type { RowsLook } from '../../core/suite/look-at-rows.ts';
import type { AnswerRow } from '../../core/suite/read-answers.ts';
import { newFileHost, rowsIn } from '../file/file-host.ts';
import { lookAtPickedRows } from '../file/look-at-file.ts';

/** The first rows of a file of answers: see `lookAtRows`. */
export const lookAtAnswerFile = (file: File, told: FileTold): Promise<Result<RowsLook>> =>
  lookAtPickedRows(file, told);

export function readAnswerFile(
  file: File,
  told: FileTold,
  onProgress: (progress: SuiteProgress) => void,
  signal: AbortSignal,
): AsyncGenerator<AnswerRow> {
  return rowsIn(newFileHost(), 'openAnswers', file, { ...told, onProgress, signal });
}
