/**
 * Optional gates of the training code, quirks kept: they read attributes and `style`, never style
 * sheets, inheritance or computed colours. Source: `is_sketch_style` and `is_greyscale`, SGP-RL.
 */
import { isWellFormed } from './well-formed.ts';
import { attribute, parseTree, type XmlElement, type XmlTree } from './tree.ts';

const PAINTABLE: ReadonlySet<string> = new Set([
  'path',
  'rect',
  'circle',
  'ellipse',
  'polygon',
  'polyline',
  'line',
]);

/** `fill: …` anywhere in a style, also at the end of another property's name, as the original. */
const STYLE_FILL = /fill\s*:\s*([^;]+)/i;
const STYLE_STROKE = /stroke\s*:\s*([^;]+)/;

/** Every paintable element has fill none or transparent; a missing fill counts as filled. */
export function isSketch(source: string): boolean {
  if (!isWellFormed(source)) return false;
  const tree = parseTree(source);
  return tree.elements.every(
    (element) => !PAINTABLE.has(element.local) || isUnfilled(tree, element),
  );
}

function isUnfilled(tree: XmlTree, element: XmlElement): boolean {
  const fill =
    attribute(tree, element, 'fill')?.toLowerCase() ??
    STYLE_FILL.exec(attribute(tree, element, 'style') ?? '')?.[1]!
      .trim()
      .toLowerCase();
  return fill === 'none' || fill === 'transparent';
}

const GREY_NAMES: ReadonlySet<string> = new Set([
  'black',
  'white',
  'gray',
  'grey',
  'darkgray',
  'darkgrey',
  'dimgray',
  'dimgrey',
  'lightgray',
  'lightgrey',
  'gainsboro',
  'silver',
  'transparent',
  'none',
]);

const HEX = [/^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/, /^#([0-9a-f])([0-9a-f])([0-9a-f])$/];
const RGB = [
  /^rgb\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)/,
  /^rgba\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*,\s*[\d.]+\s*\)/,
];

/** Every fill and stroke has r = g = b; a colour in a form the original does not know does not. */
export function isGreyscale(source: string): boolean {
  if (!isWellFormed(source)) return false;
  const tree = parseTree(source);
  return tree.elements.every((element) => {
    const style = attribute(tree, element, 'style') ?? '';
    return [
      attribute(tree, element, 'fill'),
      attribute(tree, element, 'stroke'),
      STYLE_FILL.exec(style)?.[1],
      STYLE_STROKE.exec(style)?.[1],
    ].every((colour) => colour == null || isGrey(colour));
  });
}

function isGrey(written: string): boolean {
  if (written === '') return true;
  const colour = written.toLowerCase().trim();
  if (GREY_NAMES.has(colour)) return true;
  for (const pattern of HEX) {
    const [, red, green, blue] = pattern.exec(colour) ?? [];
    if (red !== undefined) return red === green && green === blue;
  }
  for (const pattern of RGB) {
    const match = pattern.exec(colour);
    if (match) {
      const [red, green, blue] = match.slice(1, 4).map(Number);
      return red === green && green === blue;
    }
  }
  return false;
}
