/** Lenient reading of JSON from outside: what is not as expected reads as absent, and nothing throws. */

export type JsonRecord = Record<string, unknown>;

export function record(value: unknown): JsonRecord | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonRecord)
    : null;
}

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A finite number, also one sent as text: prices often are. */
export function number(value: unknown): number | null {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
}

/** The value at the end of a path of keys; `undefined` where the path stops. */
export function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => record(inner)?.[key], value);
}

/** @returns the value, or `undefined` where the text is not JSON (`null` is JSON) */
export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}
