/**
 * A record as one line of JSONL, and back. Reading keeps the object as it came, key order included;
 * only reward weights in their former shape come as today's.
 */
import * as v from 'valibot';
import { weightsOfToday } from '../metric/kept-weights.ts';
import { nestsDeeperThan } from './json-depth.ts';
import { RECORD_FORMAT, RECORD_VERSION, type SampleRecord } from './record.ts';
import { recordSchema } from './record-schema.ts';

/** @returns one line without its line feed; writing what was read gives the same bytes */
export const recordToLine = (record: SampleRecord): string => JSON.stringify(record);

export type LineReading =
  | { ok: true; record: SampleRecord }
  /** `isLater`: a later version of this app wrote it, and only that one may change what it is in. */
  | { ok: false; reason: string; isLater?: true };

/** Records nest about 8 deep; far deeper ones are attacks on parsers and stores (cases.md F12). */
const DEEPEST = 64;

/** @returns the record, or in one sentence what is wrong with the line */
export function recordFromLine(line: string): LineReading {
  if (nestsDeeperThan(line, DEEPEST)) return { ok: false, reason: 'nested too deeply' };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { ok: false, reason: `not JSON: ${(error as Error).message}` };
  }
  return recordFromValue(value);
}

export function recordFromValue(value: unknown): LineReading {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, reason: 'not a JSON object' };
  const { format, version } = value as Record<string, unknown>;
  if (format !== RECORD_FORMAT)
    return { ok: false, reason: `not a sample record: "format" is not "${RECORD_FORMAT}"` };
  if (typeof version === 'number' && version > RECORD_VERSION) {
    const reason = `written by a newer version (record version ${version}, this app reads ${RECORD_VERSION})`;
    return { ok: false, reason, isLater: true };
  }
  const today = inTodaysShape(value);
  const result = v.safeParse(recordSchema, today, { abortEarly: true });
  if (result.success) return { ok: true, record: today as SampleRecord };
  const [issue] = result.issues;
  return { ok: false, reason: `${v.getDotPath(issue) ?? 'record'}: ${issue.message}` };
}

function inTodaysShape(value: object): object {
  const { rewardWeights: kept } = value as Record<string, unknown>;
  const rewardWeights = weightsOfToday(kept);
  return rewardWeights === kept ? value : { ...value, rewardWeights };
}
