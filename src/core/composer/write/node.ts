/** Elements as data, and their text: indented, numbers short. */

export interface SvgNode {
  name: string;
  attributes: Record<string, string>;
  children: SvgNode[];
}

/** `undefined` leaves an attribute out; numbers are rounded to hundredths. */
export function element(
  name: string,
  attributes: Record<string, string | number | undefined>,
  ...children: SvgNode[]
): SvgNode {
  const given = Object.entries(attributes).flatMap(([key, value]): [string, string][] => {
    if (value === undefined) return [];
    return [[key, typeof value === 'number' ? shortNumber(value) : value]];
  });
  return { name, attributes: Object.fromEntries(given), children };
}

/** At most two decimals, no `-0`. */
export const shortNumber = (value: number): string => String(Math.round(value * 100) / 100 + 0);

export function printNode({ name, attributes, children }: SvgNode, indent = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const open = `${indent}<${name}${written.join('')}`;
  if (children.length === 0) return `${open}/>`;
  const inner = children.map((child) => printNode(child, `${indent}  `));
  return [`${open}>`, ...inner, `${indent}</${name}>`].join('\n');
}

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * The same elements under names of their own: ids and references to them get a prefix (`dog_tail`,
 * which no thing is called), and numbers are shortened.
 */
export function renamed(node: SvgNode, prefix: string): SvgNode {
  const attributes = Object.entries(node.attributes).map(([key, value]): [string, string] => {
    if (key === 'id') return [key, `${prefix}_${value}`];
    if (/href$/.test(key)) return [key, value.replace(/^#/, `#${prefix}_`)];
    return [key, shortened(value.replace(/url\(#/g, `url(#${prefix}_`))];
  });
  return {
    name: node.name,
    attributes: Object.fromEntries(attributes),
    children: node.children.map((child) => renamed(child, prefix)),
  };
}

/** Only numbers with more than two decimals are touched. */
const shortened = (value: string): string =>
  value.replace(/-?\d*\.\d{3,}/g, (digits) => shortNumber(Number(digits)));
