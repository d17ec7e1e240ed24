/**
 * Pictures and programs that a program brings in: what would be fetched is cut out, what is too
 * large is skipped, an SVG inside is checked like any other and written back in its checked form.
 */
import type { Result } from '../failure.ts';
import type { CheckedProgram } from './checked-program.ts';
import { readDataUrl } from './data-url.ts';
import type { Edit } from './edits.ts';
import { readImageSize } from './image-header.ts';
import { LIMITS } from './limits.ts';
import { hrefOf, type XmlElement, type XmlTree } from './tree.ts';
import type { WarningTally } from './warnings.ts';
import { localName } from './xml-characters.ts';

/** Shared by a program and the programs inside it. */
export interface ImageBudget {
  pixelsLeft: number;
  nestingLeft: number;
}

export type CheckNested = (source: string, budget: ImageBudget) => Result<CheckedProgram>;

const PICTURES: ReadonlySet<string> = new Set(['image', 'feImage']);
/** Elements that use, or would fetch, what their href names. */
const FOLLOWERS: ReadonlySet<string> = new Set([
  'use',
  'linearGradient',
  'radialGradient',
  'pattern',
  'filter',
  'textPath',
  'tref',
  'mpath',
  'animate',
  'animateMotion',
  'animateTransform',
  'set',
  'altGlyph',
  'cursor',
  'font-face-uri',
]);

/** @returns edits of hrefs in `tree.text` */
export function settleReferences(
  tree: XmlTree,
  budget: ImageBudget,
  warnings: WarningTally,
  checkNested: CheckNested,
): Edit[] {
  const edits: Edit[] = [];
  for (const element of tree.elements) {
    const isPicture = PICTURES.has(element.local);
    if (!isPicture && !FOLLOWERS.has(element.local)) continue;
    const href = hrefOf(tree, element);
    if (href === null || href === '' || href.startsWith('#')) continue;
    if (!isPicture) {
      const detail = `<${element.local}> refers to ${shown(href)}: not followed`;
      warnings.add('external-use', detail);
      edits.push(...withoutHref(element));
    } else edits.push(...settlePicture(element, href, budget, warnings, checkNested));
  }
  return edits;
}

function settlePicture(
  element: XmlElement,
  href: string,
  budget: ImageBudget,
  warnings: WarningTally,
  checkNested: CheckNested,
): Edit[] {
  const data = readDataUrl(href);
  if (data === null) {
    warnings.add('external-image', `${shown(href)} is not fetched`);
    return withoutHref(element);
  }
  const size = readImageSize(data.bytes);
  if (size !== null) {
    const pixels = size.width * size.height;
    if (pixels > budget.pixelsLeft) {
      const detail = `a picture of ${size.width} × ${size.height} pixels is skipped; ${LIMITS.imagePixels / 1e6} million in all are allowed`;
      warnings.add('image-too-large', detail);
      return withoutHref(element);
    }
    budget.pixelsLeft -= pixels;
    return [];
  }
  if (data.mime === 'image/svg+xml') {
    const nested = checkNested(new TextDecoder().decode(data.bytes), budget);
    if (nested.ok) {
      const url = `data:image/svg+xml,${encodeURIComponent(nested.value.source)}`;
      return replaceHref(element, url);
    }
    warnings.add('broken-image', `an SVG picture inside is skipped: ${nested.failure.detail}`);
    return withoutHref(element);
  }
  warnings.add(
    'broken-image',
    `a data: URL of type ${data.mime || 'unknown'} is no picture: skipped`,
  );
  return withoutHref(element);
}

const shown = (href: string) => JSON.stringify(href.length > 60 ? `${href.slice(0, 60)}…` : href);

const hrefs = ({ attributes }: XmlElement) =>
  attributes.filter(({ name }) => localName(name) === 'href');

export function withoutHref(element: XmlElement): Edit[] {
  return hrefs(element).map(({ start, end }) => ({ start, end, text: '' }));
}

/** `encodeURIComponent` leaves apostrophes, which is why the value stands in double quotes. */
function replaceHref(element: XmlElement, url: string): Edit[] {
  return hrefs(element).map(({ start, end, name }) => ({ start, end, text: `${name}="${url}"` }));
}
