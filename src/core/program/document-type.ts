/** What a document type declares: the entities a program may use, and nothing else. */
import { isBlank, nameEnd } from './xml-characters.ts';
import { PREDEFINED, readReference } from './references.ts';

export interface DocumentType {
  entities: Map<string, string>;
  /** What makes it unusable, in words; `null` where it is clean. */
  fault: string | null;
}

const unusable = (fault: string): DocumentType => ({ entities: new Map(), fault });

const HEAD =
  /^<!DOCTYPE[ \t\r\n]+[A-Za-z_:][\w:.-]*([ \t\r\n]+(PUBLIC[ \t\r\n]+("[-\w \r\n'()+,./:=?;!*#@$%]*"|'[-\w \r\n()+,./:=?;!*#@$%]*')|SYSTEM)[ \t\r\n]+("[^"<&]*"|'[^'<&]*'))?[ \t\r\n]*$/;

/**
 * @param text `<!DOCTYPE … >` whole
 * External and parameter entities are refused: no program needs them, and they exist to be
 * abused. Sizes are not this function's business, see `expandEntities`.
 */
export function readDocumentType(text: string): DocumentType {
  if (!text.startsWith('<!DOCTYPE')) return unusable('write <!DOCTYPE in capitals');
  const bracket = text.indexOf('[');
  const open = bracket === -1 || isInQuotes(text, bracket) ? text.length - 1 : bracket;
  // Identifiers are read and ignored: nothing is ever fetched.
  if (!HEAD.test(text.slice(0, open))) return unusable('it is not well-formed');
  if (open === text.length - 1) return { entities: new Map(), fault: null };
  const close = text.lastIndexOf(']');
  if (!isBlank(text, close + 1, text.length - 1)) return unusable('text after ] of the subset');
  const entities = new Map<string, string>();
  for (let at = open + 1; at < close;) {
    const rest = text.indexOf('<', at);
    const next = rest === -1 || rest > close ? close : rest;
    if (text.slice(at, next).includes('%')) return unusable('parameter entities are refused');
    if (!isBlank(text, at, next)) return unusable('stray text in the document type');
    if (next === close) break;
    if (text.startsWith('<!--', next)) {
      const end = text.indexOf('-->', next + 4);
      if (end === -1 || text.slice(next + 4, end).includes('--')) return unusable('broken comment');
      at = end + 3;
      continue;
    }
    const end = declarationEnd(text, next, close);
    if (end === -1) return unusable('a declaration in the document type does not end');
    const declaration = text.slice(next, end);
    if (declaration.startsWith('<!ENTITY')) {
      const entity = readEntity(declaration);
      if (typeof entity === 'string') return unusable(entity);
      // The first declaration of a name binds.
      if (!entities.has(entity.name)) entities.set(entity.name, entity.value);
    } else if (!/^<!(ELEMENT|ATTLIST|NOTATION)[ \t\r\n]/.test(declaration)) {
      return unusable('an unknown declaration in the document type');
    } else if (/^<!ATTLIST[^>]*["']/.test(declaration)) {
      // Parsers differ on whether they add default attributes; a picture must not depend on it.
      return unusable('default attribute values are refused');
    }
    at = end;
  }
  return { entities, fault: null };
}

function isInQuotes(text: string, at: number): boolean {
  let quote = '';
  for (let index = 0; index < at; index++) {
    const character = text[index]!;
    if (quote === '') quote = character === '"' || character === "'" ? character : '';
    else if (character === quote) quote = '';
  }
  return quote !== '';
}

function declarationEnd(text: string, start: number, limit: number): number {
  for (let at = start; at < limit; at++) {
    const character = text[at];
    if (character === '>') return at + 1;
    if (character === '"' || character === "'") {
      at = text.indexOf(character, at + 1);
      if (at === -1) return -1;
    }
  }
  return -1;
}

function readEntity(declaration: string): { name: string; value: string } | string {
  const afterKeyword = skipSpace(declaration, '<!ENTITY'.length);
  if (declaration[afterKeyword] === '%') return 'parameter entities are refused';
  const end = nameEnd(declaration, afterKeyword);
  const name = declaration.slice(afterKeyword, end);
  const open = skipSpace(declaration, end);
  const quote = declaration[open];
  if (name === '' || open === end) return 'an entity declaration is not well-formed';
  if (quote !== '"' && quote !== "'") return `the entity ${name} is external: nothing is fetched`;
  const close = declaration.indexOf(quote, open + 1);
  if (!isBlank(declaration, close + 1, declaration.length - 1)) {
    return 'an entity declaration is not well-formed';
  }
  const value = declaration.slice(open + 1, close);
  if (value.includes('%')) return 'parameter entities are refused';
  return { name, value };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isBlank(text, at, at + 1) && at < text.length) at++;
  return at;
}

/** Names of the declared or undeclared entities that a text refers to; the predefined left out. */
export function* entitiesIn(text: string): Generator<{ name: string; start: number; end: number }> {
  for (let at = text.indexOf('&'); at !== -1;) {
    const reference = readReference(text, at, text.length);
    if (reference.kind === 'named' && !PREDEFINED.has(reference.name)) yield reference;
    at = text.indexOf('&', reference.end);
  }
}
