/** What columns a table has, so that a person can say which of them is the prompt. */
import { isObject, type Values } from './fields.ts';

export interface Column {
  /** As in the file; a part of an object is written `metadata.colors`. */
  name: string;
  /** Rows looked at that have something there. */
  filled: number;
  /** The first values that differ, as short texts. */
  examples: string[];
}

/** More are read, but not offered. */
export const MOST_COLUMNS = 200;
const MOST_EXAMPLES = 3;
const EXAMPLE_LENGTH = 120;

/** @param rows the first ones of a file */
export function columnsOf(rows: readonly Values[]): Column[] {
  const columns = new Map<string, Column>();
  const note = (name: string, value: unknown) => {
    let column = columns.get(name);
    if (column === undefined) {
      if (columns.size >= MOST_COLUMNS) return;
      columns.set(name, (column = { name, filled: 0, examples: [] }));
    }
    const text = shortText(value);
    if (text === '') return;
    column.filled++;
    if (column.examples.length < MOST_EXAMPLES && !column.examples.includes(text))
      column.examples.push(text);
  };
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) {
      if (!isObject(value)) note(name, value);
      else for (const [part, inner] of Object.entries(value)) note(`${name}.${part}`, inner);
    }
  }
  return [...columns.values()];
}

/** @returns `undefined` where the row has no such column */
export function valueAt(row: Values, column: string): unknown {
  if (Object.hasOwn(row, column)) return row[column];
  const dot = column.indexOf('.');
  if (dot < 0) return undefined;
  const [name, rest] = [column.slice(0, dot), column.slice(dot + 1)];
  const inner = Object.hasOwn(row, name) ? row[name] : undefined;
  return isObject(inner) ? valueAt(inner, rest) : undefined;
}

/** One line, at most `EXAMPLE_LENGTH` long; empty for nothing. */
export function shortText(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const line = text
    .slice(0, EXAMPLE_LENGTH * 4)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length > EXAMPLE_LENGTH ? `${line.slice(0, EXAMPLE_LENGTH - 1)}…` : line;
}
