/** A picked file of records, read in a worker; import this module lazily. */
import type { ReadRecords } from '../../core/ports/read-records.ts';
import { newFileHost, rowsIn } from './file-host.ts';

export const readRecordFile: ReadRecords = (file, options) =>
  rowsIn(newFileHost(), 'openRecords', file, options);
