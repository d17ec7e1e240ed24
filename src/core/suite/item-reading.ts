/** An item out of a row, or in a few words why there is none. */
import { field, idField, isObject, textField, type Values } from './fields.ts';
import type { Json, SuiteItem } from './suite.ts';

export type ItemReading = { ok: true; item: SuiteItem } | { ok: false; reason: string };

export const noItem = (reason: string): ItemReading => ({ ok: false, reason });

export interface ItemFields {
  id: readonly string[];
  prompt: readonly string[];
}

/** Fields in the order in which they are tried. */
export const USUAL_FIELDS: ItemFields = {
  id: ['id', 'item_id', 'file_name', 'image_id'],
  prompt: ['prompt', 'caption', 'description'],
};

/**
 * Reads what items are usually called.
 * @param place id of an item where the file has none: `null` refuses it
 */
export function usualItem(values: Values, place: string | null, names = USUAL_FIELDS): ItemReading {
  const id = idField(values, ...names.id) ?? place;
  if (id === null) return noItem('it has no id');
  const words = field(values, ...names.prompt);
  if (words === undefined) return noItem(`it has no ${listed(names.prompt)}`);
  if (typeof words !== 'string') return noItem('its prompt is no text');
  if (words.trim() === '') return noItem('its prompt is empty');
  const picture = field(values, 'referencePicture');
  const path = isObject(picture)
    ? textField(picture, 'path')
    : textField(values, 'image', 'image_path');
  const metadata = field(values, 'metadata');
  return {
    ok: true,
    item: {
      id,
      prompt: words,
      category: textField(values, 'category', 'major_type'),
      subcategory: textField(values, 'subcategory', 'minor_type'),
      metadata: isObject(metadata) ? (metadata as Record<string, Json>) : {},
      referenceSvg: textField(values, 'referenceSvg', 'svg', 'reference'),
      referencePicture:
        path === null
          ? null
          : { path, sha256: isObject(picture) ? textField(picture, 'sha256') : null },
    },
  };
}

const listed = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(' or ');
