/** Items to be drawn, keyed by id: prompts repeat (one of the official 3,200 occurs 130 times). */
import type { Result } from '../failure.ts';
import { failed, success } from '../failure.ts';

export interface SuiteItem {
  id: string;
  prompt: string;
  /** An SVG to compare with, where the suite has one. */
  referenceSvg: string | null;
}

export interface Suite {
  id: string;
  /** Of the file's bytes. */
  sha256: string;
  items: Map<string, SuiteItem>;
}

/**
 * Reads a JSON array, or JSONL, of objects with `id` and `prompt` (or `caption`), and optionally
 * `svg` (or `reference`): the official SGP-CompBench prompt file and SGP-Object-style arrays.
 */
export function parseSuite(text: string, id: string, sha256: string): Result<Suite> {
  const rows = rowsOf(text);
  if (!rows.ok) return rows;
  const items = new Map<string, SuiteItem>();
  for (const [index, row] of rows.value.entries()) {
    const item = itemOf(row);
    if (item === null) return refused(`item ${index + 1} has no "id" and "prompt" (or "caption")`);
    if (items.has(item.id)) return refused(`the id "${item.id}" occurs twice`);
    items.set(item.id, item);
  }
  if (items.size === 0) return refused('it holds no items');
  return success({ id, sha256, items });
}

function rowsOf(text: string): Result<unknown[]> {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    const whole: unknown = JSON.parse(body);
    return Array.isArray(whole) ? success(whole) : success([whole]);
  } catch {
    // More than one value: one JSON object a line.
  }
  const rows: unknown[] = [];
  for (const [index, line] of body.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      rows.push(JSON.parse(line));
    } catch (error) {
      return refused(`line ${index + 1} is not JSON: ${(error as Error).message}`);
    }
  }
  return success(rows);
}

function itemOf(row: unknown): SuiteItem | null {
  if (typeof row !== 'object' || row === null) return null;
  const { id, prompt, caption, svg, reference } = row as Record<string, unknown>;
  const text = prompt ?? caption;
  if ((typeof id !== 'string' && typeof id !== 'number') || typeof text !== 'string') return null;
  const drawing = svg ?? reference;
  return {
    id: String(id),
    prompt: text,
    referenceSvg: typeof drawing === 'string' ? drawing : null,
  };
}

const refused = (why: string): Result<never> =>
  failed({ stage: 'store', kind: 'unreadable', detail: `The suite cannot be read: ${why}.` });
