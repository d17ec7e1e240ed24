/** Scores that SGP-CompBench's judge gave elsewhere: kept as imported, never mixed with computed ones. */
import { field, idField, isObject, type Values } from './fields.ts';

export interface JudgedItem {
  id: string;
  /** 0..100, as the official file has it; a failure of the judge is 0 there. */
  score: number;
  /** Whether the program was well formed; `null` where the file does not say. */
  isValid: boolean | null;
  /** Of numeracy items; else `null`. */
  components: { total: number; items: number; bindings: number } | null;
  /** What the official code said went wrong; `null` where nothing did. */
  error: string | null;
}

export type JudgedReading = { ok: true; judged: JudgedItem } | { ok: false; reason: string };

/** Reads a row of `results` in the official evaluation file. */
export function judgedItem(row: Values): JudgedReading {
  const id = idField(row, 'id');
  if (id === null) return { ok: false, reason: 'it has no "id"' };
  const score = field(row, 'score');
  if (typeof score !== 'number' || !(score >= 0 && score <= 100))
    return { ok: false, reason: 'its "score" is not a number from 0 to 100' };
  const valid = field(row, 'valid_svg');
  const error = field(row, 'error', 'svg_error');
  return {
    ok: true,
    judged: {
      id,
      score,
      isValid: typeof valid === 'boolean' ? valid : null,
      components: componentsIn(field(row, 'component_scores')),
      error: typeof error === 'string' ? error : null,
    },
  };
}

function componentsIn(value: unknown): JudgedItem['components'] {
  if (!isObject(value)) return null;
  const [total, items, bindings] = [
    'total_count_score',
    'item_score',
    'mean_count_binding_score',
  ].map((name) => field(value, name));
  return typeof total === 'number' && typeof items === 'number' && typeof bindings === 'number'
    ? { total, items, bindings }
    : null;
}
