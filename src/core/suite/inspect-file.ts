/** A first look at a file, before anything is read from it: what it is, its columns, its first rows. */
import type { Result } from '../failure.ts';
import { columnsOf, shortText, valueAt, type Column } from './columns.ts';
import type { CsvDialect, CsvReader } from './csv.ts';
import type { FileFormat } from './file-format.ts';
import { notItems, SHAPE_TITLES, shapeOf, type ShapeId } from './file-shape.ts';
import { guessMapping, type ColumnMapping } from './mapping.ts';
import { openText, type OpenOptions, type SuiteFile } from './open-text.ts';
import { readRows, type BadRow, type Row } from './read-rows.ts';
import type { TextEncodingName } from './text-encoding.ts';
import { asResult, Unreadable } from './unreadable.ts';

export interface FileInsight {
  format: FileFormat;
  /** Shown before a CSV is read, as it may have been told wrong; else `null`. */
  dialect: CsvDialect | null;
  encoding: TextEncodingName;
  /** `table`: say which column is what, then read it with that mapping. */
  shape: ShapeId;
  shapeTitle: string;
  columns: Column[];
  /** The first good rows; cells in the order of `columns`, as one short line each. */
  rows: { place: string; cells: string[] }[];
  /** Bad rows among those looked at. */
  badRows: BadRow[];
  /** A first guess, for a person to correct; `null` where no column can be a prompt. */
  mapping: ColumnMapping | null;
}

const ROWS_LOOKED_AT = 50;
const ROWS_SHOWN = 5;

/** @returns a `store` failure, in words, for a file that holds no items, as `readSuite` gives */
export function inspectFile(
  file: SuiteFile,
  options: OpenOptions & { csv: CsvReader },
): Promise<Result<FileInsight>> {
  return asResult(async () => {
    const opened = await openText(file, options);
    const { format, dialect, encoding } = opened;
    const told = { format, dialect, encoding };
    if (opened.isManifest) {
      const nothing = { columns: [], rows: [], badRows: [], mapping: null };
      return { ...told, shape: 'sgp-suite', shapeTitle: SHAPE_TITLES['sgp-suite'], ...nothing };
    }
    const { rows, badRows } = await firstRows(readRows(opened, options.csv));
    const [first] = rows;
    if (first === undefined) throw new Unreadable(nothingIn(badRows));
    const other = notItems(first.values);
    if (other !== null) throw new Unreadable(other);
    const shape = shapeOf(first.values, first.member);
    const columns = columnsOf(rows.map(({ values }) => values));
    return {
      ...told,
      shape,
      shapeTitle: SHAPE_TITLES[shape],
      columns,
      rows: rows.slice(0, ROWS_SHOWN).map(({ place, values }) => ({
        place,
        cells: columns.map(({ name }) => shortText(valueAt(values, name))),
      })),
      badRows,
      mapping: guessMapping(columns),
    };
  });
}

/** Stops reading as soon as enough has been seen. */
async function firstRows(
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

function nothingIn(badRows: readonly BadRow[]): string {
  const [first] = badRows;
  return first === undefined
    ? 'The file holds no items.'
    : `The file holds no items: ${first.place} cannot be read (${first.reason}).`;
}
