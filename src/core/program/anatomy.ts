/** What a program is made of, for people who read it; broken programs have an anatomy too. */
import type { Span } from '../failure.ts';
import { paletteOf, type PaletteEntry } from './palette.ts';
import { countSegments } from './path-data.ts';
import { LineIndex } from './positions.ts';
import { programLength } from './program-length.ts';
import { attribute, parseTree, textOf, type XmlElement, type XmlTree } from './tree.ts';
import { isSpace } from './xml-characters.ts';

export interface AnatomyNode {
  /** Place in document order; unique within one anatomy. */
  index: number;
  /** Element name as written. */
  name: string;
  /** Its `id`, which other elements refer to; `null` where it has none. */
  id: string | null;
  /** Start tag to end tag. */
  span: Span;
  /** What a person would call it: aria-label, title, id, or the comment before it. */
  label: string | null;
  children: AnatomyNode[];
}

export interface Anatomy {
  /** `null` where no svg element has begun. */
  root: AnatomyNode | null;
  elements: number;
  /** Elements of each name, most frequent first. */
  counts: { name: string; count: number }[];
  palette: PaletteEntry[];
  /** Every path: its segments and the characters of its `d`. */
  paths: { index: number; segments: number; characters: number }[];
  /** Deepest nesting; the root alone is 1. */
  depth: number;
  /** See `programLength`. */
  lengthCharacters: number;
}

export function anatomyOf(source: string): Anatomy {
  const tree = parseTree(source);
  const nodes = nodesOf(tree);
  const counts = new Map<string, number>();
  let depth = 0;
  for (const element of tree.elements) {
    counts.set(element.local, (counts.get(element.local) ?? 0) + 1);
    depth = Math.max(depth, element.depth);
  }
  return {
    root: nodes[0] ?? null,
    elements: tree.elements.length,
    counts: [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count),
    palette: paletteOf(tree),
    paths: tree.elements
      .filter(({ local }) => local === 'path')
      .map((path) => {
        const d = attribute(tree, path, 'd') ?? '';
        return { index: path.index, segments: countSegments(d), characters: d.length };
      }),
    depth,
    lengthCharacters: programLength(source),
  };
}

function nodesOf(tree: XmlTree): AnatomyNode[] {
  const lines = new LineIndex(tree.text);
  const comments = commentsByFollower(tree);
  const nodes: AnatomyNode[] = [];
  for (const element of tree.elements) {
    const node: AnatomyNode = {
      index: element.index,
      name: element.name,
      id: attribute(tree, element, 'id'),
      span: lines.span(element.start, element.end),
      label: labelOf(tree, element, comments),
      children: [],
    };
    nodes.push(node);
    if (element.parent) nodes[element.parent.index]!.children.push(node);
  }
  return nodes;
}

function labelOf(
  tree: XmlTree,
  element: XmlElement,
  comments: ReadonlyMap<number, string>,
): string | null {
  const title = element.children.find(({ local }) => local === 'title');
  const label =
    attribute(tree, element, 'aria-label') ||
    (title && textOf(tree, title).trim()) ||
    attribute(tree, element, 'id') ||
    comments.get(element.start);
  return label ? label.slice(0, 80) : null;
}

/** Comments by the offset of what follows them, white space skipped. */
function commentsByFollower(tree: XmlTree): Map<number, string> {
  const comments = new Map<number, string>();
  for (const { kind, start, end } of tree.runs) {
    if (kind !== 'comment') continue;
    let follower = end;
    while (follower < tree.text.length && isSpace(tree.text.charCodeAt(follower))) follower++;
    comments.set(follower, tree.text.slice(start + 4, end - 3).trim());
  }
  return comments;
}
