/** What breaks the format of `benchmarks/objects/README.md`, as far as the text alone tells. */
import { checkProgram } from '../../src/core/program/check.ts';
import { parseColour } from '../../src/core/program/colour.ts';
import {
  attribute,
  parseTree,
  textOf,
  valueOf,
  type XmlElement,
  type XmlTree,
} from '../../src/core/program/tree.ts';
import { BENCHMARK_COLOUR_NAMES } from '../../src/core/composer/vocabulary/colours.ts';
import type { ObjectFile } from './shelf.ts';

const SHAPES = ['path', 'circle', 'ellipse', 'rect', 'line', 'polyline', 'polygon', 'use'];
const GRADIENTS = ['linearGradient', 'radialGradient'];
const ALLOWED = new Set([...SHAPES, ...GRADIENTS, 'svg', 'g', 'defs', 'stop', 'clipPath']);
const MAIN = /^main(-dark|-light)?$/;

/** By style; another style may be as large as the largest. */
const MOST_BYTES: Record<string, number> = { flat: 3500, outline: 3500, detailed: 6000 };

/** @returns one sentence a fault, empty for a sound file */
export function formatFaults(file: ObjectFile): string[] {
  const { source } = file;
  const checked = checkProgram(source);
  if (!checked.ok) return [`is not a valid program: ${checked.failure.detail}`];
  const tree = parseTree(source);
  return [
    ...checked.value.warnings.map(({ kind, detail }) => `${kind}: ${detail}`),
    ...sizeFaults(file),
    ...rootFaults(tree, file),
    ...elementFaults(tree, file),
    ...idFaults(tree, file),
  ];
}

function sizeFaults({ source, style }: ObjectFile): string[] {
  const bytes = new TextEncoder().encode(source).length;
  const most = MOST_BYTES[style] ?? 6000;
  return bytes > most ? [`${bytes} bytes; ${most} are allowed`] : [];
}

/** Numbers of an anchor or box; `null` where it is not that many finite numbers. */
function numbersOf(text: string, count: number): number[] | null {
  const values = text.trim().split(/\s+/).map(Number);
  return values.length === count && values.every(Number.isFinite) ? values : null;
}

function rootFaults(tree: XmlTree, { noun }: ObjectFile): string[] {
  const faults: string[] = [];
  const given = (name: string): string | null => attribute(tree, tree.root!, name);
  const expect = (holds: boolean, fault: string): void => void (holds || faults.push(fault));
  expect(given('xmlns') === 'http://www.w3.org/2000/svg', 'has no xmlns');
  expect(given('viewBox') === '0 0 100 100', `viewBox is ${given('viewBox')}`);
  expect(given('width') === null && given('height') === null, 'has a width or height');
  expect(given('data-noun') === noun, `data-noun is ${given('data-noun')}`);
  const colour = given('data-color') ?? 'missing';
  expect(BENCHMARK_COLOUR_NAMES.includes(colour), `data-color is ${colour}`);
  const facing = given('data-facing') ?? 'missing';
  expect(['left', 'right', 'front'].includes(facing), `data-facing is ${facing}`);
  const size = Number(given('data-size') || NaN);
  expect(size >= 0.2 && size <= 1, `data-size is ${given('data-size')}; 0.2 to 1 is sane`);
  const box = numbersOf(given('data-box') ?? '', 4);
  if (box === null) return [...faults, `data-box is ${given('data-box')}`];
  const [x, y, width, height] = box as [number, number, number, number];
  expect(
    x >= 0 && y >= 0 && width >= 10 && height >= 5 && x + width <= 100 && y + height <= 100,
    `data-box ${box.join(' ')} is not within the canvas`,
  );
  const anchors = [
    ['data-top', 3],
    ['data-hold', 2],
    ['data-wear', 3],
  ] as const;
  for (const [name, count] of anchors) {
    const text = given(name);
    if (text === '') continue;
    const values = text === null ? null : numbersOf(text, count);
    if (values === null) {
      faults.push(`${name} is ${text ?? 'missing'}`);
      continue;
    }
    const [atX, atY, across = 0] = values as [number, number, number?];
    // A surface is given by its middle; a little beyond the edge is what rounding does.
    const inside =
      atX - across / 2 >= x - 3 &&
      atX + across / 2 <= x + width + 3 &&
      atY >= y - 3 &&
      atY <= y + height + 3;
    expect(inside, `${name} ${values.join(' ')} lies outside the box ${box.join(' ')}`);
    expect(across >= 0, `${name} has a negative width`);
  }
  return faults;
}

function elementFaults(tree: XmlTree, { style }: ObjectFile): string[] {
  const faults: string[] = [];
  if (!tree.runs.some(({ kind }) => kind === 'comment')) faults.push('has no comment');
  if (textOf(tree, tree.root!).trim() !== '') faults.push('holds text');
  let painted = 0;
  for (const element of tree.elements) {
    if (!ALLOWED.has(element.name)) faults.push(`holds <${element.name}>`);
    if (GRADIENTS.includes(element.name) && style !== 'detailed') faults.push('holds a gradient');
    for (const given of element.attributes) {
      const value = valueOf(tree, given);
      const { name } = given;
      if (name === 'style' || name.startsWith('on')) faults.push(`has an attribute ${name}`);
      if (name.endsWith('href') && !value.startsWith('#')) faults.push(`refers to ${value}`);
      if (name === 'class' && !MAIN.test(value)) faults.push(`has the class ${value}`);
    }
    if (isMain(tree, element)) painted++;
  }
  if (painted === 0) faults.push('has no class="main" with a fill that can change');
  const shapes = tree.elements.filter(({ name }) => SHAPES.includes(name)).length;
  if (style === 'flat' && shapes > 16) faults.push(`is flat with ${shapes} shapes`);
  if (style === 'detailed' && shapes < 10) faults.push(`is detailed with ${shapes} shapes`);
  return faults;
}

const isMain = (tree: XmlTree, element: XmlElement): boolean =>
  attribute(tree, element, 'class') === 'main' &&
  parseColour(attribute(tree, element, 'fill') ?? '') !== null;

function idFaults(tree: XmlTree, { noun, style }: ObjectFile): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const element of tree.elements) {
    const id = attribute(tree, element, 'id');
    if (id === null) {
      if (GRADIENTS.includes(element.name)) faults.push('has a gradient without an id');
      continue;
    }
    if (!/^[a-z][a-z0-9-]*$/.test(id)) faults.push(`has the id ${id}`);
    if (seen.has(id)) faults.push(`has the id ${id} twice`);
    seen.add(id);
    const slug = noun.replaceAll(' ', '-');
    if (GRADIENTS.includes(element.name) && !id.startsWith(slug))
      faults.push(`has a gradient ${id}, which does not start with ${slug}`);
  }
  const parts = tree.elements.filter(
    (element) => element.name === 'g' && attribute(tree, element, 'id') !== null,
  );
  if (parts.length === 0) faults.push('has no part: a <g> with an id');
  const references = [...tree.text.matchAll(/url\(#([^)]+)\)|href="#([^"]+)"/g)];
  for (const [, url, href] of references) {
    if (!seen.has(url ?? href!)) faults.push(`refers to #${url ?? href}, which is not there`);
  }
  if (style === 'flat' && references.length > 0) faults.push('is flat and refers to a paint');
  return faults;
}
