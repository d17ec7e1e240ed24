/** Filters that would hang the renderer, told by their parameters. */
import type { Failure } from '../failure.ts';
import { parseNumbers } from './length-units.ts';
import { LIMITS } from './limits.ts';
import { attribute, type XmlElement, type XmlTree } from './tree.ts';

/** @param longerSide of the view box, in user units */
export function filterFailure(tree: XmlTree, longerSide: number): Failure | null {
  for (const element of tree.elements) {
    const detail =
      element.local === 'filter' ? tooMany(element) : tooDear(tree, element, 1024 / longerSide);
    if (detail) return { stage: 'check', kind: 'too-large', limit: 'filter', detail };
  }
  return null;
}

function tooMany(filter: XmlElement): string | null {
  const count = filter.children.filter(({ local }) => local.startsWith('fe')).length;
  if (count <= LIMITS.filterPrimitives) return null;
  return `a filter of ${count} steps; ${LIMITS.filterPrimitives} are allowed.`;
}

/** @param scale user units to 1,024ths of the longer side */
function tooDear(tree: XmlTree, element: XmlElement, scale: number): string | null {
  const largest = (name: string) => {
    const text = attribute(tree, element, name);
    return text === null ? 0 : Math.max(0, ...(parseNumbers(text.slice(0, 64)) ?? []));
  };
  const over = (name: string, limit: number, factor = 1) => {
    const value = largest(name);
    if (value * factor <= limit) return null;
    const allowed = Number((limit / factor).toPrecision(3));
    return `<${element.local}> with ${name}="${value}"; at most ${allowed} is allowed.`;
  };
  switch (element.local) {
    case 'feTurbulence':
      return over('numOctaves', LIMITS.turbulenceOctaves);
    case 'feMorphology':
      return over('radius', LIMITS.morphologyRadius, scale);
    case 'feConvolveMatrix':
      return over('order', LIMITS.convolveOrder);
    case 'feGaussianBlur':
    case 'feDropShadow':
      return over('stdDeviation', LIMITS.blurDeviation, scale);
    default:
      return null;
  }
}
