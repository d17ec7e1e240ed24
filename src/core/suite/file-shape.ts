/** Which of the known kinds of file this is, told by its first row. */
import { field, has, type Values } from './fields.ts';
import { noItem, usualItem, type ItemReading } from './item-reading.ts';
import type { Json } from './suite.ts';

export const SHAPE_TITLES = {
  'sgp-suite': 'a suite of this app',
  'sgp-compbench': 'SGP-CompBench prompts',
  'sgp-object': 'captions with their SVG, as SGP-Object has them',
  'coco-captions': 'COCO captions',
  captions: 'captions of pictures, one a row',
  items: 'items with id and prompt',
  table: 'a table of unknown columns',
} as const;

/** What items can be read from; a `table` needs a mapping. */
export type ShapeId = keyof typeof SHAPE_TITLES;

/** Files of the same world that hold something other than items. */
const NOT_ITEMS: readonly { said: string; is(values: Values): boolean }[] = [
  {
    said: 'This file holds records of a run, not items: import it as a run.',
    is: (values) => field(values, 'format') === 'sgp-sample',
  },
  {
    said: 'This file holds a judge’s results (SGP-CompBench), not items: `sgp judged` sums them up.',
    is: (values) =>
      has(values, 'id', 'score') && (has(values, 'valid_svg') || has(values, 'error')),
  },
  {
    said: 'This file holds answers, not items: import it as answers, with the suite that was asked.',
    is: (values) =>
      has(values, 'success') &&
      (has(values, 'svg') || has(values, 'svgs')) &&
      !has(values, 'prompt'),
  },
  {
    said: 'This COCO file has no captions: choose the one named captions_….json.',
    is: (values) => has(values, 'image_id', 'category_id') && !has(values, 'caption'),
  },
];

/** @returns in a sentence what the rows are instead of items; `null` where they may be items */
export function notItems(values: Values): string | null {
  return NOT_ITEMS.find(({ is }) => is(values))?.said ?? null;
}

/** @param member array of a JSON object that the row came from; `null`: the file is the array */
export function shapeOf(values: Values, member: string | null): ShapeId {
  if (member === 'annotations' || member === 'images') return 'coco-captions';
  if (has(values, 'id', 'prompt', 'major_type', 'minor_type')) return 'sgp-compbench';
  if (has(values, 'image_id', 'caption')) return 'captions';
  if ((has(values, 'description') || has(values, 'caption')) && has(values, 'svg'))
    return 'sgp-object';
  if (has(values, 'id') && ['prompt', 'caption', 'description'].some((name) => has(values, name)))
    return 'items';
  return 'table';
}

/** @param place number of the row in the file, from 1 */
export function itemOf(shape: ShapeId, values: Values, place: number): ItemReading {
  switch (shape) {
    case 'sgp-compbench':
      return compBenchItem(values);
    case 'sgp-object':
      return inCategory(usualItem(values, `row-${place}`), 'object');
    case 'captions':
      return inCategory(usualItem(values, null, CAPTION_FIELDS), 'scene');
    case 'items':
    case 'sgp-suite':
      return usualItem(values, null);
    case 'coco-captions':
    case 'table':
      return noItem('it is no item by itself');
  }
}

const CAPTION_FIELDS = { id: ['image_id'], prompt: ['caption'] };

/** `gen_type` (how the prompt was made) joins the metadata, which has no such name. */
function compBenchItem(values: Values): ItemReading {
  const reading = usualItem(values, null);
  if (!reading.ok) return reading;
  const made = field(values, 'gen_type');
  const metadata = {
    ...(made === undefined ? {} : { gen_type: made as Json }),
    ...reading.item.metadata,
  };
  return { ok: true, item: { ...reading.item, metadata } };
}

function inCategory(reading: ItemReading, category: string): ItemReading {
  if (!reading.ok || reading.item.category !== null) return reading;
  return { ok: true, item: { ...reading.item, category } };
}
