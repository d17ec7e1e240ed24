/** Namespaces in scope, and what models forget to declare. */

export const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';
const XLINK_NAMESPACE = 'http://www.w3.org/1999/xlink';
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
export const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

const USUAL: ReadonlyMap<string, string> = new Map([
  ['svg', SVG_NAMESPACE],
  ['xlink', XLINK_NAMESPACE],
  ['xhtml', 'http://www.w3.org/1999/xhtml'],
  ['inkscape', 'http://www.inkscape.org/namespaces/inkscape'],
  ['sodipodi', 'http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd'],
  ['rdf', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'],
  ['cc', 'http://creativecommons.org/ns#'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
]);

/** A name for an undeclared prefix: the usual one, else one that means nothing to anybody. */
export function namespaceFor(prefix: string): string {
  return USUAL.get(prefix) ?? `urn:undeclared:${prefix}`;
}

/** Prefixes in scope while elements open and close; every question is one look-up. */
export class NamespaceStack {
  readonly #bound = new Map<string, string[]>();
  readonly #entered: string[][] = [];

  /** @param bindings prefix (empty for the default namespace) to name */
  enter(bindings: ReadonlyMap<string, string>): void {
    for (const [prefix, uri] of bindings) {
      const names = this.#bound.get(prefix);
      if (names) names.push(uri);
      else this.#bound.set(prefix, [uri]);
    }
    this.#entered.push([...bindings.keys()]);
  }

  leave(): void {
    for (const prefix of this.#entered.pop()!) this.#bound.get(prefix)!.pop();
  }

  lookup(prefix: string): string | undefined {
    if (prefix === 'xml') return XML_NAMESPACE;
    if (prefix === 'xmlns') return XMLNS_NAMESPACE;
    return this.#bound.get(prefix)?.at(-1);
  }
}

export function prefixOf(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? '' : name.slice(0, colon);
}

/** A qualified name: no colon, or one with a name on either side of it. */
export function isQualified(name: string): boolean {
  const colon = name.indexOf(':');
  if (colon === -1) return true;
  const after = name.charCodeAt(colon + 1);
  const startsName = (after >= 0x41 && after !== 0x5b && after !== 0x60) || after >= 0x80;
  return colon > 0 && startsName && name.indexOf(':', colon + 1) === -1;
}
