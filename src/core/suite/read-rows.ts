/** The rows of a file, whichever way it is written: each an object of named values. */
import { nestsDeeperThan } from '../bench/json-depth.ts';
import { linesOf } from '../bench/lines.ts';
import { columnNames, type CsvDialect, type CsvReader } from './csv.ts';
import type { FileFormat } from './file-format.ts';
import { DEEPEST, jsonElements } from './json-elements.ts';

export interface Row {
  /** Where it stands, for people: `line 3`, `item 3`, `row 3`. */
  place: string;
  /** Of a JSON object that holds several arrays: which one; else `null`. */
  member: string | null;
  /** Plain data: read with `Object.hasOwn`, as a name may be `__proto__`. */
  values: Readonly<Record<string, unknown>>;
}

export interface BadRow {
  place: string;
  /** In one sentence. */
  reason: string;
  /** The row as it stands in the file, cut after `KEPT_OF_BAD` characters. */
  text: string;
}

/** To be kept as a file: JSONL, what is wrong beside the row it is wrong with. */
export const badRowsText = (rows: readonly BadRow[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

export type RowReading = { ok: true; row: Row } | { ok: false; bad: BadRow };

/** UTF-16 units: enough to find it again, little enough to keep thousands. */
export const KEPT_OF_BAD = 2000;

export interface RowSource {
  format: FileFormat;
  /** Of a CSV; else `null`. */
  dialect: CsvDialect | null;
  chunks: AsyncIterable<string>;
}

/**
 * @yields good rows and bad ones in the order of the file; one bad row does not stop the others
 * @throws Unreadable where nothing more can be told apart
 */
export function readRows(source: RowSource, csv: CsvReader): AsyncGenerator<RowReading> {
  const { dialect, chunks } = source;
  if (dialect !== null) return csvRows(chunks, dialect, csv);
  return source.format === 'json' ? jsonRows(chunks) : jsonlRows(chunks);
}

async function* jsonlRows(chunks: AsyncIterable<string>): AsyncGenerator<RowReading> {
  let line = 0;
  for await (const text of linesOf(chunks)) {
    line++;
    if (text.trim() === '') continue;
    const place = `line ${line}`;
    yield nestsDeeperThan(text, DEEPEST)
      ? badRow(text, place, 'it nests too deep')
      : objectIn(text, place, null);
  }
}

async function* jsonRows(chunks: AsyncIterable<string>): AsyncGenerator<RowReading> {
  const counts = new Map<string | null, number>();
  for await (const { member, isItem, text } of jsonElements(chunks)) {
    // What is no list is about the file: the readers of its shape look at it by themselves.
    if (!isItem) continue;
    const count = (counts.get(member) ?? 0) + 1;
    counts.set(member, count);
    const place = member === null ? `item ${count}` : `item ${count} of "${member}"`;
    yield objectIn(text, place, member);
  }
}

async function* csvRows(
  chunks: AsyncIterable<string>,
  dialect: CsvDialect,
  csv: CsvReader,
): AsyncGenerator<RowReading> {
  let names: string[] | null = null;
  for await (const { record, cells, fault } of csv.records(chunks, dialect)) {
    if (names === null) {
      names = columnNames(cells);
      continue;
    }
    const place = `row ${record}`;
    // A comma at the end of each line is a habit, not a column.
    while (cells.length > names.length && cells.at(-1) === '') cells.pop();
    const reason = fault ?? wrongWidth(cells.length, names.length);
    if (reason !== null) {
      const text = cells.join(dialect.delimiter).slice(0, KEPT_OF_BAD);
      yield { ok: false, bad: { place, reason, text } };
      continue;
    }
    const values = Object.fromEntries(names.map((name, at) => [name, cells[at]]));
    yield { ok: true, row: { place, member: null, values } };
  }
}

const wrongWidth = (cells: number, columns: number): string | null =>
  cells === columns ? null : `it has ${cells} cells, the header ${columns}`;

function objectIn(text: string, place: string, member: string | null): RowReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return badRow(text, place, `it is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return badRow(text, place, 'it is not a JSON object');
  return { ok: true, row: { place, member, values: value as Record<string, unknown> } };
}

const badRow = (text: string, place: string, reason: string): RowReading => ({
  ok: false,
  bad: { place, reason, text: text.slice(0, KEPT_OF_BAD) },
});
