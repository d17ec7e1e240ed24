/** Finds elements of an anatomy by place in the text, by index, and by what they paint. */
import type { Anatomy, AnatomyNode } from '../../../core/program/anatomy.ts';

/** Shapes: what a person can point at. A text is one thing, whatever is inside it. */
const PAINTED: ReadonlySet<string> = new Set([
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'text',
  'image',
  'use',
]);

/** Shapes inside these are only painted where something refers to them. */
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
]);

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

export class AnatomyIndex {
  /** By `index`, which is document order. */
  readonly nodes: readonly AnatomyNode[];
  /** Indices of the elements that paint, in paint order. */
  readonly painted: readonly number[];
  readonly #parents: ReadonlyMap<number, AnatomyNode>;

  constructor(anatomy: Anatomy) {
    const nodes: AnatomyNode[] = [];
    const painted: number[] = [];
    const parents = new Map<number, AnatomyNode>();
    // A stack of our own: programs may nest deeper than calls should.
    const waiting = anatomy.root ? [{ node: anatomy.root, shown: true }] : [];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { node, shown } = next;
      const name = localName(node.name);
      nodes[node.index] = node;
      const paints = shown && PAINTED.has(name);
      if (paints) painted.push(node.index);
      const inside = shown && !paints && !UNPAINTED.has(name);
      for (const child of node.children) {
        parents.set(child.index, node);
        waiting.push({ node: child, shown: inside });
      }
    }
    this.nodes = nodes;
    this.painted = painted.sort((a, b) => a - b);
    this.#parents = parents;
  }

  /** The innermost element at an offset of the text. */
  at(offset: number): AnatomyNode | null {
    let found: AnatomyNode | null = null;
    let candidates: readonly AnatomyNode[] = this.nodes.slice(0, 1);
    for (;;) {
      const inner = lastStartingBefore(candidates, offset);
      if (!inner || offset > inner.span.end) return found;
      found = inner;
      candidates = inner.children;
    }
  }

  /** `index` of the element that an offset points at, to be outlined; the root is none. */
  pointedAt(offset: number): number | null {
    const node = this.at(offset);
    return node === null || node.index === 0 ? null : node.index;
  }

  /** From the root down to the parent. */
  ancestors(index: number): AnatomyNode[] {
    const chain: AnatomyNode[] = [];
    for (let at = this.#parents.get(index); at; at = this.#parents.get(at.index)) chain.unshift(at);
    return chain;
  }
}

function lastStartingBefore(nodes: readonly AnatomyNode[], offset: number): AnatomyNode | null {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.span.start <= offset) low = middle + 1;
    else high = middle;
  }
  return nodes[low - 1] ?? null;
}
