/**
 * A program that paints one element alone, opaque black on nothing, where it stands in the
 * picture: drawn by the ordinary renderer, its edge is the element's outline.
 */
import { decideCanvas } from './canvas.ts';
import { repairProgram } from './repair.ts';
import { attribute, parseTree, type XmlElement, type XmlTree } from './tree.ts';
import type { Range } from './xml-tokens.ts';

/** What hides or softens a shape without changing where it is. */
const SOFTENING = /^(opacity|filter|mask)$/;
const FILTER_ID = 'isolated-element-in-black';

/**
 * @param target the element's id, or a place: the innermost element there, so that a span of
 *   `anatomyOf` names its own element
 * @returns a well-formed program of the same canvas; `null` where there is no such element or it
 *   is never painted where it stands (inside defs, a gradient, a mask…)
 */
export function isolateElement(
  source: string,
  target: string | Pick<Range, 'start'>,
): string | null {
  const tree = parseTree(source);
  const found =
    typeof target === 'string'
      ? tree.elements.find((element) => attribute(tree, element, 'id') === target)
      : tree.elements.findLast(({ start, end }) => start <= target.start && target.start < end);
  if (!found || !tree.root) return null;
  const chain = ancestry(found);
  if (chain.some(({ local }) => UNPAINTED.has(local))) return null;
  const inner = chain
    .slice(1)
    .reduceRight(
      (content, element, index) => inside(tree, element, chain[index + 2], content),
      chain.length > 1 ? '' : contentOf(tree, found),
    );
  const root = tree.root;
  const prefix = prefixWithColon(root);
  const filtered = `<${prefix}g filter="url(#${FILTER_ID})">${inner}</${prefix}g>`;
  const siblings = chain.length > 1 ? resting(tree, root, chain[1]!) : '';
  const whole = `${openTag(tree, root)}${blackFilter(tree)}${siblings}${filtered}</${root.name}>`;
  return repairProgram(whole).source;
}

const UNPAINTED: ReadonlySet<string> = new Set([
  'defs',
  'symbol',
  'pattern',
  'mask',
  'clipPath',
  'marker',
  'filter',
  'linearGradient',
  'radialGradient',
  'style',
  'script',
  'title',
  'desc',
  'metadata',
  'stop',
]);

/** Parts of a text cannot stand without it: the whole text stands for them. */
function ancestry(element: XmlElement): XmlElement[] {
  const chain: XmlElement[] = [];
  for (let at: XmlElement | null = element; at; at = at.parent) chain.unshift(at);
  const text = chain.findIndex(({ local }) => local === 'text' || local === 'switch');
  return text === -1 ? chain : chain.slice(0, text + 1);
}

/** One link of the chain: the target whole, or an ancestor around what it leads to. */
function inside(
  tree: XmlTree,
  element: XmlElement,
  next: XmlElement | undefined,
  content: string,
): string {
  const body =
    next === undefined ? contentOf(tree, element) : resting(tree, element, next) + content;
  return `${openTag(tree, element)}${body}</${element.name}>`;
}

/** `svg:` of `svg:g`; empty where there is none. */
const prefixWithColon = ({ name, local }: XmlElement) => name.slice(0, -local.length);

const contentOf = (tree: XmlTree, element: XmlElement) =>
  tree.text.slice(element.openEnd, element.closeStart);

/** The other children, kept for those that refer to them, where nothing is painted. */
function resting(tree: XmlTree, parent: XmlElement, except: XmlElement): string {
  const others = parent.children.filter((child) => child !== except);
  if (others.length === 0) return '';
  const prefix = prefixWithColon(parent);
  const texts = others.map(({ start, end }) => tree.text.slice(start, end)).join('');
  return `<${prefix}defs>${texts}</${prefix}defs>`;
}

function openTag(tree: XmlTree, element: XmlElement): string {
  const attributes = element.attributes
    .filter(({ name }) => !SOFTENING.test(name))
    .map(({ start, end }) => ` ${tree.text.slice(start, end)}`);
  return `<${element.name}${attributes.join('')}>`;
}

/** Any paint at all becomes opaque black: alpha times 255, clamped to 1. */
function blackFilter(tree: XmlTree): string {
  const root = tree.root!;
  const canvas = decideCanvas(
    attribute(tree, root, 'width'),
    attribute(tree, root, 'height'),
    attribute(tree, root, 'viewBox'),
  );
  const box = canvas.ok ? canvas.value.viewBox : { x: 0, y: 0, width: 100, height: 100 };
  const prefix = prefixWithColon(root);
  const region = `x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}"`;
  const matrix = '0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  0 0 0 255 0';
  return (
    `<${prefix}filter id="${FILTER_ID}" filterUnits="userSpaceOnUse" ${region}>` +
    `<${prefix}feColorMatrix type="matrix" values="${matrix}"/></${prefix}filter>`
  );
}
