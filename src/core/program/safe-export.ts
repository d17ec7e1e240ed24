/**
 * A program that can be opened anywhere without running, fetching or linking to anything. What is
 * drawn stays the same; what acts is gone.
 */
import { applyEdits, type Edit } from './edits.ts';
import { readDataUrl } from './data-url.ts';
import { ANIMATIONS, SCRIPTS } from './hostile-content.ts';
import { readImageSize } from './image-header.ts';
import { repairProgram } from './repair.ts';
import { parseTree, textOf, valueOf, type XmlElement, type XmlTree } from './tree.ts';
import { isRemote, unescapeCss, urlsIn } from './url-references.ts';
import { localName } from './xml-characters.ts';
import type { XmlAttribute } from './xml-tokens.ts';

/** Elements of HTML that load or act, wherever they stand. */
const HTML: ReadonlySet<string> = new Set([
  'iframe',
  'object',
  'embed',
  'link',
  'meta',
  'base',
  'form',
  'audio',
  'video',
  'source',
]);

/** @returns the svg element alone, well-formed: no declaration, document type or instruction */
export function safeSvg(source: string): string {
  const tree = parseTree(repairProgram(source).source);
  const { root } = tree;
  if (!root) return '';
  const edits: Edit[] = [];
  for (const element of tree.elements) {
    if (isActive(tree, element)) {
      edits.push({ start: element.start, end: element.end, text: '' });
      continue;
    }
    for (const attribute of element.attributes) {
      if (isUnsafe(tree, element, attribute)) {
        edits.push({ start: attribute.start, end: attribute.end, text: '' });
      }
    }
  }
  edits.push(...instructionEdits(tree));
  return applyEdits(tree.text.slice(0, root.end), edits).slice(root.start);
}

function isActive(tree: XmlTree, element: XmlElement): boolean {
  const local = element.local.toLowerCase();
  if (SCRIPTS.has(local) || local === 'foreignobject' || HTML.has(local)) return true;
  if (local === 'style') return isRemoteCss(textOf(tree, element));
  if (!ANIMATIONS.has(element.local)) return false;
  const target = element.attributes.find(({ name }) => name === 'attributeName');
  const animated = target ? valueOf(tree, target).trim() : '';
  return /^on/i.test(animated) || localName(animated).toLowerCase() === 'href';
}

function isUnsafe(tree: XmlTree, element: XmlElement, attribute: XmlAttribute): boolean {
  const name = localName(attribute.name).toLowerCase();
  const value = valueOf(tree, attribute).trim();
  if (/^on/.test(name) || name === 'base' || name === 'srcdoc' || name === 'src') return true;
  if (name === 'href') return !isSafeHref(element, value);
  return /url|\\|@import/i.test(value) && isRemoteCss(value);
}

/** A place in the program itself, or a raster picture inside it. */
function isSafeHref(element: XmlElement, href: string): boolean {
  if (href === '' || href.startsWith('#')) return true;
  if (element.local !== 'image' && element.local !== 'feImage') return false;
  const data = readDataUrl(href);
  return data !== null && data.mime.startsWith('image/') && readImageSize(data.bytes) !== null;
}

function isRemoteCss(css: string): boolean {
  const plain = unescapeCss(css);
  // image-set() and src() take bare strings that are fetched.
  return /@import|image-set\(|src\(|javascript:/i.test(plain) || urlsIn(plain).some(isRemote);
}

/** Processing instructions inside the root; those outside are not exported at all. */
function instructionEdits(tree: XmlTree): Edit[] {
  return tree.instructions.map(({ start, end }) => ({ start, end, text: '' }));
}
