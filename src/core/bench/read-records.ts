/** A file of records, JSONL or a JSON array, in any encoding that can be told: in constant memory. */
import type { CsvReader } from '../suite/csv.ts';
import { openText, type OpenOptions, type SuiteFile } from '../suite/open-text.ts';
import { readRows } from '../suite/read-rows.ts';
import type { TextEncodingName } from '../suite/text-encoding.ts';
import { Unreadable } from '../suite/unreadable.ts';
import { recordFromLine, recordFromValue } from './record-line.ts';
import type { RecordReading } from './records-to-score.ts';

/**
 * @param told called with the encoding before the first record
 * @yields records and bad rows in the order of the file
 * @throws Unreadable where the file is of another kind or not of its encoding; the signal's reason when
 *   aborted
 */
export async function* readRecords(
  file: SuiteFile,
  options: OpenOptions & { csv: CsvReader; told?: (encoding: TextEncodingName) => void },
): AsyncGenerator<RecordReading> {
  const opened = await openText(file, options);
  if (opened.format === 'csv')
    throw new Unreadable('This is no file of samples: it does not begin as JSON.');
  options.told?.(opened.encoding);
  for await (const reading of readRows(opened, options.csv)) {
    if (!reading.ok) {
      yield { ok: false, place: reading.bad.place, reason: reading.bad.reason };
      continue;
    }
    const { place, values } = reading.row;
    yield { place, ...recordFromValue(values) };
  }
}

/** Lines that are here already, as of an export that is taken back. */
export async function* recordsOfLines(lines: AsyncIterable<string>): AsyncGenerator<RecordReading> {
  let line = 0;
  for await (const text of lines) {
    line++;
    if (text.trim() !== '') yield { place: `line ${line}`, ...recordFromLine(text) };
  }
}
