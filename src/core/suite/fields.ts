/** Values out of rows that outsiders wrote: plain data, whatever its names (cases.md F8). */
import type { Json } from './suite.ts';

export type Values = Readonly<Record<string, unknown>>;

/** The first of some fields that is there and not `null`; inherited names such as `constructor` are not. */
export function field(values: Values, ...names: string[]): unknown {
  for (const name of names) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

export const has = (values: Values, ...names: string[]): boolean =>
  names.every((name) => field(values, name) !== undefined);

/** Text that says something, as it stands; `null` where it is absent, blank or no text. */
export function textField(values: Values, ...names: string[]): string | null {
  const value = field(values, ...names);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** Ids are texts or whole numbers; a number is kept as it is written. */
export function idField(values: Values, ...names: string[]): string | null {
  const value = field(values, ...names);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

export const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rows are parsed JSON or cells of text, and so are their parts. */
export const asJson = (value: unknown): Json => value as Json;
