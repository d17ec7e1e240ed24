/** A first look at a file, before anything is read from it: what it is, its columns, its first rows. */
import type { Result } from '../failure.ts';
import type { CsvReader } from './csv.ts';
import { notItems, SHAPE_TITLES, shapeOf, type ShapeId } from './file-shape.ts';
import { firstRows, shownRows, type RowsLook } from './look-at-rows.ts';
import { guessMapping, type ColumnMapping } from './mapping.ts';
import { openText, type OpenOptions, type SuiteFile } from './open-text.ts';
import { readRows, type BadRow } from './read-rows.ts';
import { asResult, Unreadable } from './unreadable.ts';

export interface FileInsight extends RowsLook {
  /** `table`: say which column is what, then read it with that mapping. */
  shape: ShapeId;
  shapeTitle: string;
  /** A first guess, for a person to correct; `null` where no column can be a prompt. */
  mapping: ColumnMapping | null;
}

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
    const shown = shownRows(rows);
    return {
      ...told,
      shape,
      shapeTitle: SHAPE_TITLES[shape],
      ...shown,
      badRows,
      mapping: guessMapping(shown.columns),
    };
  });
}

function nothingIn(badRows: readonly BadRow[]): string {
  const [first] = badRows;
  return first === undefined
    ? 'The file holds no items.'
    : `The file holds no items: ${first.place} cannot be read (${first.reason}).`;
}
