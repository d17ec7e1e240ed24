/** The things of the library with their drawings, and which of them a search means. */
import { NOUN_SYNONYMS } from '../../core/composer/vocabulary/nouns.ts';
import type { ObjectDrawing } from '../../core/objects/object-drawing.ts';

export interface Entry {
  noun: string;
  /** In the order of the library: flat, detailed, outline, others. */
  drawings: ObjectDrawing[];
}

/** @param drawings in the order of nouns */
export function entriesOf(drawings: readonly ObjectDrawing[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const drawing of drawings) {
    const entry = entries.get(drawing.noun) ?? { noun: drawing.noun, drawings: [] };
    entry.drawings.push(drawing);
    entries.set(drawing.noun, entry);
  }
  return [...entries.values()];
}

/** All style names that occur, in the order in which they first do. */
export const stylesOf = (drawings: readonly ObjectDrawing[]): string[] => [
  ...new Set(drawings.map(({ style }) => style)),
];

/** A search means a thing by its name, or by what else people call it: `bike`, `sofa`. */
export function matching(entries: readonly Entry[], query: string): Entry[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [...entries];
  return entries.filter(({ noun }) =>
    [noun, ...(NOUN_SYNONYMS[noun] ?? [])].some((name) => name.includes(wanted)),
  );
}
