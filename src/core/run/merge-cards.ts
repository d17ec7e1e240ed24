/** A run that goes on with more: what is in either card is wanted, and the newer pace counts. */
import type { RunCard } from './run-card.ts';

/**
 * @param known the card that is kept; its records stay what they are
 * @param wanted of the same conditions
 * @throws RangeError where the two are of different runs
 */
export function mergeCards(known: RunCard, wanted: RunCard): RunCard {
  if (known.runId !== wanted.runId) throw new RangeError('The cards are of different runs.');
  return {
    ...known,
    items:
      known.items === null || wanted.items === null
        ? null
        : [...new Set([...known.items, ...wanted.items])],
    models: distinct([...known.models, ...wanted.models], ({ providerId, id }) => [providerId, id]),
    templates: distinct(
      [...known.templates, ...wanted.templates],
      ({ id, version, system, text }) => [id, version, system, text],
    ),
    samples: Math.max(known.samples, wanted.samples),
    seeds: [...new Set([...known.seeds, ...wanted.seeds])],
    pace: wanted.pace,
  };
}

function distinct<T>(values: readonly T[], partsOf: (value: T) => unknown[]): T[] {
  const byKey = new Map<string, T>();
  for (const value of values) {
    const key = JSON.stringify(partsOf(value));
    if (!byKey.has(key)) byKey.set(key, value);
  }
  return [...byKey.values()];
}
