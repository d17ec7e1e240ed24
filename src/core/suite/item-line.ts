/** An item as one line of JSONL: how suites are written, and what their hash is made of. */
import type { Json, SuiteItem } from './suite.ts';

/**
 * Every field, always in this order, names inside `metadata` sorted: equal items give equal lines.
 * @returns one line without its line feed
 */
export function itemToLine(item: SuiteItem): string {
  const { id, prompt, category, subcategory, metadata, referenceSvg, referencePicture } = item;
  const picture = referencePicture && {
    path: referencePicture.path,
    sha256: referencePicture.sha256,
  };
  return JSON.stringify({
    id,
    prompt,
    category,
    subcategory,
    metadata: sorted(metadata),
    referenceSvg,
    referencePicture: picture,
  });
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  // `fromEntries` makes plain properties, `__proto__` included (cases.md F8).
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
      .map(([name, part]) => [name, sorted(part)]),
  );
}
