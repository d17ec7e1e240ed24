/** Which column is what: for tables that no reader here knows. */
import { valueAt, type Column } from './columns.ts';
import { asJson, idField, type Values } from './fields.ts';
import { noItem, type ItemReading } from './item-reading.ts';
import type { Json } from './suite.ts';

/** Names of columns as `columnsOf` gives them; `null`: the table has none such. */
export interface ColumnMapping {
  /** `null`: the place in the file, `row-1`, is the id; another order is then another suite. */
  id: string | null;
  prompt: string;
  category: string | null;
  subcategory: string | null;
  /** SVG text to compare with. */
  referenceSvg: string | null;
  /** Path of a picture to compare with. */
  referencePicture: string | null;
  /** Kept with the item as they are. */
  metadata: readonly string[];
}

/** @param place number of the row in the file, from 1 */
export function mappedItem(row: Values, mapping: ColumnMapping, place: number): ItemReading {
  const id = mapping.id === null ? `row-${place}` : idField({ id: valueAt(row, mapping.id) }, 'id');
  if (id === null) return noItem(`its id is empty (column "${mapping.id}")`);
  const prompt = valueAt(row, mapping.prompt);
  if (typeof prompt !== 'string') return noItem(`it has no text in "${mapping.prompt}"`);
  if (prompt.trim() === '') return noItem('its prompt is empty');
  const text = (column: string | null): string | null => {
    const value = column === null ? null : valueAt(row, column);
    return typeof value === 'string' && value.trim() !== '' ? value : null;
  };
  const path = text(mapping.referencePicture);
  return {
    ok: true,
    item: {
      id,
      prompt,
      category: text(mapping.category),
      subcategory: text(mapping.subcategory),
      metadata: Object.fromEntries(
        mapping.metadata.flatMap((column): [string, Json][] => {
          const value = valueAt(row, column);
          return value === undefined ? [] : [[column, asJson(value)]];
        }),
      ),
      referenceSvg: text(mapping.referenceSvg),
      referencePicture: path === null ? null : { path, sha256: null },
    },
  };
}

/**
 * A first guess by names and by what stands there; a person looks at it before anything is read.
 * @returns `null` where no column can be a prompt
 */
export function guessMapping(columns: readonly Column[]): ColumnMapping | null {
  const left = new Set(columns.filter(({ filled }) => filled > 0));
  const take = (fits: (column: Column) => boolean): string | null => {
    const found = [...left].find(fits);
    if (found === undefined) return null;
    left.delete(found);
    return found.name;
  };
  const named = (pattern: RegExp) => take(({ name }) => pattern.test(name));
  const referenceSvg = take(({ examples }) => examples.some((text) => /<svg[\s>]/.test(text)));
  const referencePicture = take(({ examples }) =>
    examples.every((text) => /\.(png|jpe?g|webp|gif)$/i.test(text)),
  );
  const prompt =
    named(/^(prompt|caption|description|instruction|text|query|sentence)s?$/i) ??
    named(/prompt|caption|descri|instruct/i) ??
    longestText(left);
  if (prompt === null) return null;
  return {
    id:
      named(/^(id|uid|uuid|key|index|item_?id|prompt_?id|image_?id|file_?name)$/i) ??
      named(/(^|_)id$/i),
    prompt,
    category: named(/^(category|major_?type|type|class|kind|group)$/i),
    subcategory: named(/^(sub_?category|minor_?type|sub_?type)$/i),
    referenceSvg,
    referencePicture,
    metadata: [],
  };

  function longestText(columns: Set<Column>): string | null {
    const lengthOf = ({ examples }: Column) => Math.max(...examples.map((text) => text.length));
    const longest = [...columns].sort((one, other) => lengthOf(other) - lengthOf(one))[0];
    if (longest === undefined || lengthOf(longest) < 8) return null;
    columns.delete(longest);
    return longest.name;
  }
}
