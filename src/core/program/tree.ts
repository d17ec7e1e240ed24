/** The elements of a program as a tree; tolerant, so that half-typed programs have one too. */
import { decodeReferences } from './references.ts';
import { localName } from './xml-characters.ts';
import { scanXml } from './xml-scan.ts';
import type { Range, XmlAttribute } from './xml-tokens.ts';

export interface XmlElement extends Range {
  /** Place in document order, from 0. */
  index: number;
  /** As written, with its prefix. */
  name: string;
  /** Without it. */
  local: string;
  attributes: XmlAttribute[];
  /** End of the start tag. */
  openEnd: number;
  /** Start of the end tag; equals `end` where there is none. */
  closeStart: number;
  parent: XmlElement | null;
  children: XmlElement[];
  /** The outermost svg is at depth 1. */
  depth: number;
}

export interface TextRun extends Range {
  parent: XmlElement;
  kind: 'text' | 'cdata' | 'comment';
}

export interface XmlTree {
  text: string;
  /** The outermost svg element. */
  root: XmlElement | null;
  /** In document order; element i is `elements[i]`. */
  elements: XmlElement[];
  /** Character data and comments inside the root. */
  runs: TextRun[];
  /** Processing instructions inside the root. */
  instructions: Range[];
}

export function parseTree(text: string): XmlTree {
  const tree: XmlTree = { text, root: null, elements: [], runs: [], instructions: [] };
  const open: XmlElement[] = [];
  const openByName = new Map<string, number>();
  const close = (element: XmlElement, closeStart: number, end: number) => {
    element.closeStart = closeStart;
    element.end = end;
    openByName.set(element.name, openByName.get(element.name)! - 1);
  };
  for (const token of scanXml(text)) {
    const parent = open.at(-1) ?? null;
    if (token.kind === 'start-tag') {
      const local = localName(token.name);
      if (!token.complete || (parent === null && local.toLowerCase() !== 'svg')) continue;
      const element: XmlElement = {
        index: tree.elements.length,
        name: token.name,
        local,
        attributes: token.attributes,
        start: token.start,
        openEnd: token.end,
        closeStart: token.end,
        end: token.end,
        parent,
        children: [],
        depth: open.length + 1,
      };
      tree.root ??= element;
      tree.elements.push(element);
      parent?.children.push(element);
      if (token.selfClosing) {
        if (parent === null) break;
        continue;
      }
      openByName.set(token.name, (openByName.get(token.name) ?? 0) + 1);
      open.push(element);
    } else if (token.kind === 'end-tag') {
      if ((openByName.get(token.name) ?? 0) === 0) continue;
      while (open.at(-1)!.name !== token.name) close(open.pop()!, token.start, token.start);
      close(open.pop()!, token.start, token.end);
      if (open.length === 0) break;
    } else if (parent && token.kind === 'instruction') tree.instructions.push(token);
    else if (
      parent &&
      (token.kind === 'text' || token.kind === 'cdata' || token.kind === 'comment')
    ) {
      tree.runs.push({ kind: token.kind, start: token.start, end: token.end, parent });
    }
  }
  while (open.length > 0) close(open.pop()!, text.length, text.length);
  return tree;
}

/** An attribute's text with references resolved; `null` where it is not given. */
export function attribute(tree: XmlTree, element: XmlElement, name: string): string | null {
  const found = element.attributes.find((candidate) => candidate.name === name);
  return found ? valueOf(tree, found) : null;
}

export function valueOf(tree: XmlTree, { value }: XmlAttribute): string {
  return decodeReferences(tree.text.slice(value.start, value.end));
}

/** `href` or, failing that, `xlink:href` under whatever prefix. */
export function hrefOf(tree: XmlTree, element: XmlElement): string | null {
  const plain = element.attributes.find(({ name }) => name === 'href');
  const found = plain ?? element.attributes.find(({ name }) => localName(name) === 'href');
  return found ? valueOf(tree, found).trim() : null;
}

/** Text inside an element, comments left out, references resolved outside CDATA. */
export function textOf(tree: XmlTree, element: XmlElement): string {
  const parts: string[] = [];
  for (const run of tree.runs) {
    if (run.start < element.openEnd || run.end > element.closeStart) continue;
    const written = tree.text.slice(run.start, run.end);
    if (run.kind === 'text') parts.push(decodeReferences(written));
    else if (run.kind === 'cdata') parts.push(written.slice(9, -3));
  }
  return parts.join('');
}
