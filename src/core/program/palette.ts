/** The colours a program uses, and how often it names each. */
import { parseColour } from './colour.ts';
import { declarationsIn } from './style-declarations.ts';
import { textOf, valueOf, type XmlTree } from './tree.ts';

export interface PaletteEntry {
  /** `#rrggbb` */
  colour: string;
  count: number;
}

const PAINTS: ReadonlySet<string> = new Set([
  'fill',
  'stroke',
  'stop-color',
  'flood-color',
  'lighting-color',
  'color',
]);

/** Most used first; equals in order of appearance. */
export function paletteOf(tree: XmlTree): PaletteEntry[] {
  const counts = new Map<string, number>();
  const add = (value: string) => {
    const colour = parseColour(value);
    if (colour !== null) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  };
  for (const element of tree.elements) {
    const css: string[] = [];
    for (const attribute of element.attributes) {
      if (PAINTS.has(attribute.name)) add(valueOf(tree, attribute));
      if (attribute.name === 'style') css.push(valueOf(tree, attribute));
    }
    if (element.local === 'style') css.push(textOf(tree, element));
    for (const { property, value } of css.flatMap(declarationsIn)) {
      if (PAINTS.has(property)) add(value);
    }
  }
  return [...counts]
    .map(([colour, count]) => ({ colour, count }))
    .sort((a, b) => b.count - a.count);
}
