/** The beginning of a file as rows, to be looked at before it is read: a CSV may have been told wrong. */
import type { Result } from '../failure.ts';
import { columnsOf, shortText, valueAt, type Column } from './columns.ts';
import type { CsvDialect, CsvReader } from './csv.ts';
import type { FileFormat } from './file-format.ts';
import { openText, type OpenOptions, type SuiteFile } from './open-text.ts';
import { readRows, type BadRow, type Row } from './read-rows.ts';
import type { TextEncodingName } from './text-encoding.ts';
import { asResult } from './unreadable.ts';

/** How a file is written, as told by itself or by a person. */
export interface FileForm {
  format: FileFormat;
  /** Of a CSV; else `null`. */
  dialect: CsvDialect | null;
  encoding: TextEncodingName;
}

export interface RowsLook extends FileForm {
  columns: Column[];
  /** The first good rows; cells in the order of `columns`, as one short line each. */
  rows: { place: string; cells: string[] }[];
  /** Bad rows among those looked at. */
  badRows: BadRow[];
}

const ROWS_LOOKED_AT = 50;
const ROWS_SHOWN = 5;

/** @returns a `store` failure, in words, for a file that holds no rows of text */
export function lookAtRows(
  file: SuiteFile,
  options: OpenOptions & { csv: CsvReader },
): Promise<Result<RowsLook>> {
  return asResult(async () => {
    const opened = await openText(file, options);
    const { format, dialect, encoding } = opened;
    const { rows, badRows } = await firstRows(readRows(opened, options.csv));
    return { format, dialect, encoding, badRows, ...shownRows(rows) };
  });
}

/** Stops reading as soon as enough has been seen. */
export async function firstRows(
  readings: ReturnType<typeof readRows>,
): Promise<{ rows: Row[]; badRows: BadRow[] }> {
  const rows: Row[] = [];
  const badRows: BadRow[] = [];
  for await (const reading of readings) {
    if (!reading.ok) badRows.push(reading.bad);
    // COCO's list of licences comes before what counts.
    else if (reading.row.member !== 'licenses') rows.push(reading.row);
    if (rows.length + badRows.length >= ROWS_LOOKED_AT) break;
  }
  return { rows, badRows };
}

export function shownRows(rows: readonly Row[]): Pick<RowsLook, 'columns' | 'rows'> {
  const columns = columnsOf(rows.map(({ values }) => values));
  const shown = rows.slice(0, ROWS_SHOWN).map(({ place, values }) => ({
    place,
    cells: columns.map(({ name }) => shortText(valueAt(values, name))),
  }));
  return { columns, rows: shown };
}
