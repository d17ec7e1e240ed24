/** Defects of one start tag: its attributes and the namespaces it binds. */
import type { Edit } from './edits.ts';
import { replacing, type Defect } from './defect.ts';
import {
  isQualified,
  prefixOf,
  namespaceFor,
  type NamespaceStack,
  SVG_NAMESPACE,
  XML_NAMESPACE,
  XMLNS_NAMESPACE,
} from './namespaces.ts';
import { decodeReferences } from './references.ts';
import { characterDefects } from './text-defects.ts';
import { localName } from './xml-characters.ts';
import type { StartTag, XmlAttribute } from './xml-tokens.ts';

export interface TagReport {
  defects: Defect[];
  /** Prefixes used here and bound nowhere, with the place of the first use. */
  unbound: Map<string, { start: number; end: number }>;
}

/**
 * Enters the tag's bindings; leaving them is the caller's business. An attribute that a defect
 * removes binds and repeats nothing.
 */
export function inspectTag(
  source: string,
  tag: StartTag,
  namespaces: NamespaceStack,
  entities: ReadonlyMap<string, string>,
): TagReport {
  const defects: Defect[] = [];
  for (const { start, end } of tag.litter) {
    const litter = source.slice(start, Math.min(end, start + 20));
    const problem = `${JSON.stringify(litter)} inside <${tag.name}> belongs to no attribute.`;
    defects.push(
      replacing('stray-character', start, end, ' ', problem, `${JSON.stringify(litter)} left out`),
    );
  }
  const kept = withoutRepeats(source, tag, defects);
  namespaces.enter(bindings(source, kept, entities, defects));
  const unbound = new Map<string, { start: number; end: number }>();
  const use = (name: string, start: number, end: number) => {
    const prefix = prefixOf(name);
    if (prefix !== '' && namespaces.lookup(prefix) === undefined && !unbound.has(prefix)) {
      unbound.set(prefix, { start, end });
    }
  };
  if (isQualified(tag.name)) use(tag.name, tag.start, tag.start + 1 + tag.name.length);
  const expanded = new Map<string, string>();
  for (const attribute of kept) {
    if (!isDeclaration(attribute.name)) use(attribute.name, attribute.start, attribute.nameEnd);
    const prefix = prefixOf(attribute.name);
    if (prefix !== '') {
      const key = `${namespaces.lookup(prefix) ?? namespaceFor(prefix)} ${localName(attribute.name)}`;
      const earlier = expanded.get(key);
      if (earlier !== undefined) {
        defects.push(
          removal(source, attribute, `${attribute.name} says again what ${earlier} says.`),
        );
        continue;
      }
      expanded.set(key, attribute.name);
    }
    valueDefects(source, attribute, entities, defects);
  }
  return { defects, unbound };
}

function withoutRepeats(source: string, tag: StartTag, defects: Defect[]): XmlAttribute[] {
  const names = new Set<string>();
  return tag.attributes.filter((attribute) => {
    const { name } = attribute;
    if (!isQualified(name)) {
      defects.push(
        removal(source, attribute, `"${name}" is not an attribute name.`, 'stray-character'),
      );
      return false;
    }
    if (names.has(name)) {
      const problem = `the attribute ${name} is given twice. Keep one of them.`;
      defects.push(removal(source, attribute, problem));
      return false;
    }
    names.add(name);
    return true;
  });
}

function removal(
  source: string,
  { start, end, name }: XmlAttribute,
  problem: string,
  kind: Defect['kind'] = 'duplicate-attribute',
): Defect {
  const mend =
    kind === 'duplicate-attribute'
      ? `second ${name} left out, the first one kept`
      : `${source.slice(start, Math.min(end, start + 40))} left out`;
  // The space before it stays, so that its neighbours stay apart.
  return replacing(kind, start, end, '', problem, mend);
}

function bindings(
  source: string,
  attributes: XmlAttribute[],
  entities: ReadonlyMap<string, string>,
  defects: Defect[],
): Map<string, string> {
  const bound = new Map<string, string>();
  for (let index = attributes.length - 1; index >= 0; index--) {
    const attribute = attributes[index]!;
    const { name, value } = attribute;
    if (!isDeclaration(name)) continue;
    if (attribute.quote === null) {
      const problem = `${name} binds nothing. Write ${name}="…", or leave it out.`;
      defects.push(removal(source, attribute, problem, 'unquoted-attribute'));
      attributes.splice(index, 1);
      continue;
    }
    const prefix = name === 'xmlns' ? '' : localName(name);
    const uri = decodeReferences(source.slice(value.start, value.end), entities);
    if (isForbiddenBinding(prefix, uri)) {
      const problem = `${name} may not be bound to ${JSON.stringify(uri)}. Remove it.`;
      defects.push(removal(source, attribute, problem, 'xmlns-prefix'));
      attributes.splice(index, 1);
    } else bound.set(prefix, uri);
  }
  return bound;
}

const isDeclaration = (name: string): boolean => name === 'xmlns' || prefixOf(name) === 'xmlns';

function isForbiddenBinding(prefix: string, uri: string): boolean {
  if (prefix === 'xmlns' || uri === XMLNS_NAMESPACE) return true;
  if ((prefix === 'xml') !== (uri === XML_NAMESPACE)) return true;
  return prefix !== '' && uri === '';
}

function valueDefects(
  source: string,
  attribute: XmlAttribute,
  entities: ReadonlyMap<string, string>,
  defects: Defect[],
): void {
  const { name, quote, value, start, end, nameEnd } = attribute;
  const edits: Edit[] = [];
  let problem = '';
  let mend = '';
  if (!attribute.spaced) {
    edits.push({ start, end: start, text: ' ' });
    problem = `no space before the attribute ${name}.`;
    mend = `space put before ${name}`;
  }
  if (quote === null) {
    edits.push({ start: nameEnd, end, text: '=""' });
    problem = `the attribute ${name} has no value. Write ${name}="…".`;
    mend = `${name} written as ${name}=""`;
  } else if (quote === '') {
    const bare = source.slice(value.start, value.end);
    edits.push({ start: value.start, end: value.start, text: '"' });
    for (let at = bare.indexOf('"'); at !== -1; at = bare.indexOf('"', at + 1)) {
      edits.push({ start: value.start + at, end: value.start + at + 1, text: '&quot;' });
    }
    edits.push({ start: value.end, end: value.end, text: '"' });
    const shown = bare.length > 24 ? `${bare.slice(0, 24)}…` : bare;
    problem = `the value of ${name} has no quotes. Write ${name}="${shown}".`;
    mend = `${name}=${shown} put in quotes`;
  }
  if (edits.length > 0) {
    defects.push({ kind: 'unquoted-attribute', start, end, edits, problem, mend });
  }
  characterDefects(source, value.start, value.end, 'an attribute value', entities, defects);
}

/** The default namespace of the root, as it must be for the program to be SVG. */
export function rootNamespaceDefect(
  source: string,
  tag: StartTag,
  namespaces: NamespaceStack,
): Defect | null {
  const written = prefixOf(tag.name);
  const prefix = written === 'xmlns' ? '' : written; // no element may have it: it is taken away
  const uri = namespaces.lookup(prefix);
  if (uri === SVG_NAMESPACE || (prefix !== '' && uri === undefined)) return null;
  const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  const declared = tag.attributes.find(
    (attribute) => attribute.name === name && attribute.quote !== null,
  );
  const wanted = `${name}="${SVG_NAMESPACE}"`;
  if (!declared) {
    const at = tag.start + 1 + tag.name.length;
    const problem = `<${tag.name}> has no ${name}. Write ${wanted}.`;
    return {
      ...replacing('xmlns', tag.start, at, '', problem, `${wanted} added`),
      edits: [{ start: at, end: at, text: ` ${wanted}` }],
    };
  }
  const problem = `${JSON.stringify(uri)} is not the SVG namespace. Write ${wanted}.`;
  const { start, end, value } = declared;
  return {
    ...replacing('xmlns', start, end, '', problem, `${wanted} written`),
    edits: [{ ...value, text: SVG_NAMESPACE }],
  };
}
