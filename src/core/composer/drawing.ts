/** One drawing of the object library: `benchmarks/objects/README.md` is the format. */
import {
  attribute,
  parseTree,
  textOf,
  valueOf,
  type XmlElement,
  type XmlTree,
} from '../program/tree.ts';
import type { Box } from './box.ts';
import type { SvgNode } from './write/node.ts';

export type Facing = 'left' | 'right' | 'front';

export interface Drawing {
  noun: string;
  /** `flat`, `detailed`, `outline`, or another that the library adds. */
  style: string;
  /** Natural colour, by name. */
  colour: string;
  facing: Facing;
  /** What is painted, in the drawing's own 100 x 100. */
  box: Box;
  /** 0.3..1: softened real size. */
  size: number;
  /** The surface on which another thing stands. */
  top: { x: number; y: number; width: number } | null;
  hold: { x: number; y: number } | null;
  wear: { x: number; y: number; width: number } | null;
  /** What is drawn; `class` still marks what takes a colour. */
  body: SvgNode[];
  /** Gradients and the like that `body` refers to. */
  defs: SvgNode[];
}

/** @throws Error where the file breaks the format: a fault of the library, not of a person */
export function readDrawing(source: string, style: string): Drawing {
  const tree = parseTree(source);
  const { root } = tree;
  if (root === null) throw new Error('A drawing has no svg element.');
  const given = (name: string): string => attribute(tree, root, name)?.trim() ?? '';
  const noun = given('data-noun');
  const numbers = (name: string, count: number): number[] | null => {
    if (given(name) === '') return null;
    const values = given(name)
      .split(/[\s,]+/)
      .map(Number);
    if (values.length !== count || !values.every(Number.isFinite))
      throw new Error(`${noun}/${style}: ${name} is ${given(name)}.`);
    return values;
  };
  const [x, y, width, height] = numbers('data-box', 4) ?? [0, 0, 100, 100];
  const [size] = numbers('data-size', 1) ?? [0.5];
  const top = numbers('data-top', 3);
  const hold = numbers('data-hold', 2);
  const wear = numbers('data-wear', 3);
  const facing = given('data-facing');
  const nodes = root.children.map((child) => nodeOf(tree, child));
  return {
    noun,
    style,
    colour: given('data-color'),
    facing: facing === 'left' || facing === 'right' ? facing : 'front',
    box: { x: x!, y: y!, width: width!, height: height! },
    size: size!,
    top: top && { x: top[0]!, y: top[1]!, width: top[2]! },
    hold: hold && { x: hold[0]!, y: hold[1]! },
    wear: wear && { x: wear[0]!, y: wear[1]!, width: wear[2]! },
    body: nodes.filter(({ name }) => name !== 'defs' && name !== 'title' && name !== 'desc'),
    defs: nodes.filter(({ name }) => name === 'defs').flatMap(({ children }) => children),
  };
}

function nodeOf(tree: XmlTree, element: XmlElement): SvgNode {
  if (textOf(tree, element).trim() !== '' && element.children.length === 0)
    throw new Error(`A drawing holds text in <${element.name}>.`);
  return {
    name: element.name,
    attributes: Object.fromEntries(
      element.attributes
        .filter(({ name }) => !name.startsWith('data-'))
        .map((given) => [given.name, valueOf(tree, given).replace(/\s+/g, ' ')]),
    ),
    children: element.children.map((child) => nodeOf(tree, child)),
  };
}
