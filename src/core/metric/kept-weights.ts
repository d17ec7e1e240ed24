/**
 * Reward weights in records and run cards, also those kept before the format gate could close at 0:
 * they say `unformattedOffset`, where 0 stood for no gate.
 */
import * as v from 'valibot';

export const weightsSchema = v.looseObject({
  textImage: v.number(),
  imageImage: v.number(),
  length: v.number(),
  format: v.number(),
  gateOffset: v.nullable(v.number()),
});

/** @returns the value itself unless it holds weights in their former shape: then the same in today's */
export function weightsOfToday(value: unknown): unknown {
  if (!isObject(value) || !Object.hasOwn(value, 'unformattedOffset')) return value;
  const { unformattedOffset: offset, ...weights } = value;
  return { ...weights, gateOffset: offset === 0 ? null : offset };
}

/**
 * The gate in the name of a run's conditions. No gate is 0 there, so that runs which were named
 * before keep their names.
 */
export const gateInName = (gateOffset: number | null): number | string =>
  gateOffset === 0 ? 'closed at 0' : (gateOffset ?? 0);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
