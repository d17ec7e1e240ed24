/**
 * What drawing would cost once every reference is followed, summed over the graph of references
 * without following any: a bomb of 10^8 elements takes as long to measure as its text to read.
 */
import { formatCount } from '../format-number.ts';
import type { Failure, LimitKind } from '../failure.ts';
import { LIMITS } from './limits.ts';
import { attribute, hrefOf, type XmlElement, type XmlTree } from './tree.ts';
import { unescapeCss, urlsIn } from './url-references.ts';
import { localName } from './xml-characters.ts';

export interface Cost {
  elements: number;
  layers: number;
  depth: number;
}

export interface CostReport {
  failure: Failure | null;
  /** `use` elements that contain themselves. */
  cyclic: XmlElement[];
}

/** Drawn only where something refers to them. */
const DEFINITIONS: ReadonlySet<string> = new Set([
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
]);

interface Edge {
  to: XmlElement;
  /** How often the target is drawn for one drawing of this element. */
  times: number;
  /** Off-screen pictures that the reference itself needs. */
  layers: number;
  isUse: boolean;
}

export function measureCost(tree: XmlTree): CostReport {
  const { root, elements } = tree;
  if (root === null) return { failure: null, cyclic: [] };
  const byId = new Map<string, XmlElement>();
  for (const element of elements) {
    const id = attribute(tree, element, 'id');
    if (id !== null && !byId.has(id)) byId.set(id, element);
  }
  const costs = new Array<Cost | undefined>(elements.length);
  const entered = new Uint8Array(elements.length);
  const cyclic = new Set<XmlElement>();
  const edgesOf = new Map<XmlElement, Edge[]>();
  // Depth-first with a stack of its own: a chain of references may be as long as the program.
  const stack = [root];
  while (stack.length > 0) {
    const element = stack.at(-1)!;
    if (costs[element.index]) {
      stack.pop();
      continue;
    }
    if (!entered[element.index]) {
      entered[element.index] = 1;
      const edges = references(tree, element, byId);
      edgesOf.set(element, edges);
      for (const { to, isUse } of edges) {
        if (costs[to.index]) continue;
        if (!entered[to.index]) stack.push(to);
        else if (isUse) cyclic.add(element);
      }
      continue;
    }
    costs[element.index] = sum(edgesOf.get(element)!, costs);
    edgesOf.delete(element);
    stack.pop();
  }
  return { failure: overLimit(costs[root.index]!), cyclic: [...cyclic] };
}

function sum(edges: Edge[], costs: (Cost | undefined)[]): Cost {
  const total: Cost = { elements: 1, layers: 0, depth: 1 };
  for (const { to, times, layers } of edges) {
    // No cost yet: an edge that closes a cycle, which the renderer does not follow.
    const target = costs[to.index];
    if (!target) continue;
    total.elements += times * target.elements;
    total.layers += times * (layers + target.layers);
    total.depth = Math.max(total.depth, target.depth + 1);
  }
  return total;
}

function references(
  tree: XmlTree,
  element: XmlElement,
  byId: ReadonlyMap<string, XmlElement>,
): Edge[] {
  const edges: Edge[] = [];
  for (const child of element.children) {
    if (!DEFINITIONS.has(child.local)) edges.push({ to: child, times: 1, layers: 0, isUse: false });
  }
  const href = hrefOf(tree, element);
  const target =
    href?.startsWith('#') && element.local !== 'a' ? byId.get(href.slice(1)) : undefined;
  if (target) edges.push({ to: target, times: 1, layers: 0, isUse: element.local === 'use' });
  for (const { name, value } of element.attributes) {
    const written = tree.text.slice(value.start, value.end);
    if (!/url|\\/i.test(written)) continue;
    for (const url of urlsIn(unescapeCss(written))) {
      const to = url.startsWith('#') ? byId.get(url.slice(1)) : undefined;
      if (to) edges.push({ to, isUse: false, ...weight(tree, element, localName(name), to) });
    }
  }
  return edges;
}

function weight(tree: XmlTree, element: XmlElement, property: string, to: XmlElement) {
  switch (to.local) {
    case 'mask':
    case 'pattern':
      return { times: 1, layers: 1 };
    case 'filter':
      return { times: 1, layers: Math.max(1, to.children.length) };
    case 'marker':
      return {
        times:
          property === 'marker-start' || property === 'marker-end' ? 1 : vertices(tree, element),
        layers: 0,
      };
    default:
      return { times: 1, layers: 0 };
  }
}

/** Upper bound on the points of a shape: two coordinates each. */
function vertices(tree: XmlTree, element: XmlElement): number {
  const path = attribute(tree, element, 'd') ?? attribute(tree, element, 'points') ?? '';
  let numbers = 0;
  let inNumber = false;
  for (let at = 0; at < path.length; at++) {
    const code = path.charCodeAt(at);
    const isDigit = code >= 0x30 && code <= 0x39;
    if (isDigit && !inNumber) numbers++;
    inNumber = isDigit || (inNumber && code === 0x2e);
  }
  return Math.ceil(numbers / 2) + 1;
}

function overLimit(cost: Cost): Failure | null {
  const over = (limit: LimitKind, detail: string): Failure => ({
    stage: 'check',
    kind: 'too-large',
    limit,
    detail,
  });
  const count = (value: number) => (value < 1e9 ? formatCount(value) : value.toExponential(0));
  if (cost.elements > LIMITS.elements) {
    return over(
      'expansion',
      `${count(cost.elements)} elements once every use is followed; ${count(LIMITS.elements)} are allowed.`,
    );
  }
  if (cost.layers > LIMITS.layers) {
    return over(
      'expansion',
      `${count(cost.layers)} masks, patterns and filter steps once every reference is followed; ${count(LIMITS.layers)} are allowed.`,
    );
  }
  if (cost.depth > LIMITS.expandedDepth) {
    return over(
      'depth',
      `${count(cost.depth)} levels once every reference is followed; ${count(LIMITS.expandedDepth)} are allowed.`,
    );
  }
  return null;
}
