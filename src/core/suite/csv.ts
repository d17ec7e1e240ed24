/** What core asks of a reader of CSV; the technology stands in `adapters/suite/csv.ts`. */

export interface CsvDialect {
  delimiter: ',' | ';' | '\t' | '|';
  /** LF also ends the lines of CRLF files, its CR being cut off; a bare CR is old Macs'. */
  newline: '\n' | '\r';
}

export interface CsvReader {
  /**
   * Reads RFC 4180: quotes, quotes doubled inside them, line breaks inside them; LF, CRLF or CR.
   * @param chunks text cut anywhere, without byte order mark
   * @yields the cells of each record, in the memory of the longest; empty lines are left out
   * @throws Unreadable where a quote is never closed
   */
  records(chunks: AsyncIterable<string>, dialect: CsvDialect): AsyncIterable<CsvRecord>;
}

export interface CsvRecord {
  /** 1-based, the header being 1; empty lines count. */
  record: number;
  cells: string[];
  /** In one sentence what is wrong with it; `null` where nothing is. */
  fault: string | null;
}

export const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * The delimiter that the header has most often outside quotes: names of columns hold few, prompts many.
 * @param head at least the first lines of the file, or all of it
 */
export function csvDialectOf(head: string): CsvDialect {
  const header = /^(?:"[^"]*"|[^"\r\n])*/.exec(head.trimStart())?.[0] ?? '';
  const bare = header.replaceAll(/"[^"]*"/g, '');
  const countOf = (delimiter: string) => bare.split(delimiter).length;
  const [first, ...others] = DELIMITERS;
  let delimiter: CsvDialect['delimiter'] = first;
  for (const other of others) if (countOf(other) > countOf(delimiter)) delimiter = other;
  const isCarriageReturn = !head.includes('\n') && head.includes('\r');
  return { delimiter, newline: isCarriageReturn ? '\r' : '\n' };
}

/**
 * Names for all columns of a header: an empty one is called by its place, one that was there before
 * gets a number.
 */
export function columnNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, at) => {
    const wanted = cell.trim() === '' ? `column ${at + 1}` : cell.trim();
    let name = wanted;
    for (let copy = 2; taken.has(name); copy++) name = `${wanted} (${copy})`;
    taken.add(name);
    return name;
  });
}
