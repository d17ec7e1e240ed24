/** The program: one comment and one element per thing, definitions only where they are used. */
import { bottom, centreX, right } from '../box.ts';
import { printWish } from '../print-description.ts';
import type { Figure } from '../figure.ts';
import type { Placed } from '../layout/block.ts';
import { CANVAS, type Scene, type Thing } from '../scene.ts';
import type { Backdrop } from './backdrop.ts';
import { element, printNode, renamed, shortNumber, type SvgNode } from './node.ts';

/** A thing, and what it needs beside its facts to be drawn. */
export interface Drawn {
  thing: Thing;
  figure: Figure;
  mirrored: boolean;
}

/** @param order things as they are drawn, back to front, and signs among them */
export function writeProgram(
  scene: Scene,
  order: readonly (Drawn | Placed)[],
  backdrop: Backdrop,
  groundLines: readonly number[],
): string {
  const drawn = order.filter((one): one is Drawn => 'figure' in one);
  const shared = sharedFigures(drawn);
  const defs = [...backdrop.defs];
  const lines = [
    comment(backdropWords(scene)),
    ...backdrop.nodes.map((node) => printNode(node, '  ')),
  ];
  if (backdrop.ground) lines.push(...shadows(drawn, groundLines));
  const defined = new Set<string>();
  for (const one of order) {
    if (!('figure' in one)) {
      lines.push(...speech(one));
      continue;
    }
    const name = shared.get(one.figure) ?? one.thing.id;
    if (!defined.has(name)) {
      defined.add(name);
      defs.push(...one.figure.defs.map((node) => renamed(node, name)));
      if (shared.has(one.figure))
        defs.push(element('g', { id: name }, ...bodyOf(one.figure, name)));
    }
    lines.push(comment(describe(one.thing, scene)), printNode(nodeOf(one, name, shared), '  '));
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CANVAS} ${CANVAS}">`,
    ...(defs.length > 0 ? [printNode(element('defs', {}, ...defs), '  ')] : []),
    ...lines,
    '</svg>',
  ].join('\n');
}

const comment = (text: string): string => `  <!-- ${text} -->`;

const backdropWords = ({ backdrops }: Scene): string =>
  `background${backdrops.length > 0 ? `: ${backdrops.join(', ')}` : ''}`;

/** `red car 2 of 3, detailed` */
function describe({ object, index, style }: Thing, { objects }: Scene): string {
  const wish = objects[object]!;
  const words = printWish({ ...wish, count: 1 }).replace(/^an? /, '');
  return `${words}${wish.count > 1 ? ` ${index} of ${wish.count}` : ''}, ${style}`;
}

/** Figures that more than one thing shows, by the name of their definition. */
function sharedFigures(drawn: readonly Drawn[]): Map<Figure, string> {
  const shared = new Map<Figure, string>();
  for (const { figure, thing } of drawn) {
    const uses = drawn.filter((one) => one.figure === figure);
    // `red-car-2` and `red-car-1` show `red-car`, or one style of it.
    if (uses.length > 1 && !shared.has(figure)) {
      const base = thing.id.replace(/-\d+$/, '');
      const taken = [...shared.values()].includes(base);
      shared.set(figure, taken ? `${base}-${figure.style}` : base);
    }
  }
  return shared;
}

const bodyOf = (figure: Figure, name: string): SvgNode[] =>
  figure.body.map((node) => renamed(node, name));

function nodeOf(
  { thing, figure, mirrored }: Drawn,
  name: string,
  shared: Map<Figure, string>,
): SvgNode {
  const transform = transformOf(thing, figure, mirrored);
  return shared.has(figure)
    ? element('use', { id: thing.id, href: `#${name}`, transform })
    : element('g', { id: thing.id, transform }, ...bodyOf(figure, name));
}

function transformOf({ box }: Thing, figure: Figure, mirrored: boolean): string {
  const x = box.width / figure.box.width;
  const y = box.height / figure.box.height;
  const left = mirrored ? right(box) + figure.box.x * x : box.x - figure.box.x * x;
  const move = `translate(${shortNumber(left)} ${shortNumber(box.y - figure.box.y * y)})`;
  const even = Math.abs(x - y) < 0.0005 && !mirrored;
  return `${move} scale(${even ? precise(x) : `${precise(mirrored ? -x : x)} ${precise(y)}`})`;
}

/** Two decimals of a factor would be a pixel off over a hundred units. */
const precise = (value: number): string => String(Math.round(value * 10000) / 10000);

/** Things that stand on a ground line, and not on another thing. */
function shadows(drawn: readonly Drawn[], groundLines: readonly number[]): string[] {
  const marks = drawn
    .map(({ thing }) => thing.box)
    .filter((box) => groundLines.some((y) => bottom(box) <= y + 1 && bottom(box) > y - 21))
    .map((box) =>
      element('ellipse', {
        cx: Math.round(centreX(box)),
        cy: Math.round(bottom(box) - 1),
        rx: Math.round(box.width * 0.46),
        ry: Math.round(Math.min(9, 2 + box.width * 0.035)),
      }),
    );
  if (marks.length === 0) return [];
  return [
    printNode(element('g', { id: 'backdrop-shadows', 'fill-opacity': 0.16 }, ...marks), '  '),
  ];
}

function speech({ box }: Placed): string[] {
  const dot = (share: number) =>
    element('circle', { cx: box.x + box.width * share, cy: box.y + box.height * 0.4, r: box.height * 0.07, fill: '#4a5160' }); // prettier-ignore
  const bubble = element(
    'g',
    { id: 'sign-speech' },
    element('ellipse', { cx: centreX(box), cy: box.y + box.height * 0.4, rx: box.width / 2, ry: box.height * 0.4, fill: '#ffffff', stroke: '#4a5160', 'stroke-width': 2 }), // prettier-ignore
    element('circle', { cx: centreX(box), cy: box.y + box.height * 0.92, r: box.height * 0.07, fill: '#ffffff', stroke: '#4a5160', 'stroke-width': 2 }), // prettier-ignore
    dot(0.3),
    dot(0.5),
    dot(0.7),
  );
  return [comment('speech'), printNode(bubble, '  ')];
}
