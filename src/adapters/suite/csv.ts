/** CSV by papaparse, fed piece by piece; import this module lazily. */
import Papa, { type ParserResult } from 'papaparse';
import type { CsvDialect, CsvReader, CsvRecord } from '../../core/suite/csv.ts';
import { Unreadable } from '../../core/suite/unreadable.ts';

/** UTF-16 units: a response of 16 MiB with its quotes doubled; a longer record is a quote left open. */
const LONGEST_RECORD = 32 * 1024 * 1024;

export const csvReader: CsvReader = { records: recordsOf };

async function* recordsOf(
  chunks: AsyncIterable<string>,
  dialect: CsvDialect,
): AsyncGenerator<CsvRecord> {
  let rest = '';
  let record = 0;
  const parser = new Papa.Parser(dialect);
  /** Length at which a record that had no end is tried again: each doubling keeps the work linear. */
  let tryAt = 0;
  for await (const chunk of chunks) {
    rest += chunk;
    if (rest.length < tryAt) continue;
    const result = parser.parse(rest, 0, true);
    yield* asRecords(result, record);
    record += result.data.length;
    rest = rest.slice(result.meta.cursor);
    tryAt = result.data.length === 0 ? rest.length * 2 : 0;
    if (rest.length > LONGEST_RECORD) throw new Unreadable(openQuote(record + 1));
  }
  if (rest === '') return;
  const last = parser.parse(rest, 0, false);
  if (last.errors.some(({ code }) => code === 'MissingQuotes'))
    throw new Unreadable(openQuote(record + last.data.length));
  yield* asRecords(last, record);
}

function* asRecords({ data, errors }: ParserResult, before: number): Generator<CsvRecord> {
  const faulty = new Set(errors.map(({ row }) => row));
  for (const [at, cells] of data.entries()) {
    const last = cells.at(-1);
    if (last?.endsWith('\r')) cells[cells.length - 1] = last.slice(0, -1);
    if (cells.length === 1 && cells[0] === '') continue;
    yield {
      record: before + at + 1,
      cells,
      fault: faulty.has(at)
        ? 'a quote inside a quoted cell is not doubled; rows after it may have been taken for its text'
        : null,
    };
  }
}

const openQuote = (record: number): string =>
  `Row ${record} opens a quote that is never closed, so that no row after it can be told apart.`;
