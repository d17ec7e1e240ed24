/** Defects of character data: references, and characters that only markup may use. */
import { replacing, type Defect } from './defect.ts';
import { HTML_ENTITIES } from './html-entities.ts';
import { PREDEFINED, readReference } from './references.ts';

const AMPERSAND = 0x26;
const BRACKET = 0x5d;
const LESS = 0x3c;

/**
 * Appends what it finds to `defects`.
 * @param where `text` or `an attribute value`, for the message
 * @param entities names that the document type declares
 */
export function characterDefects(
  source: string,
  start: number,
  end: number,
  where: 'text' | 'an attribute value',
  entities: ReadonlyMap<string, string>,
  defects: Defect[],
): void {
  for (let at = start; at < end; at++) {
    const code = source.charCodeAt(at);
    if (code === AMPERSAND) {
      const defect = referenceDefect(source, at, end, where, entities);
      if (defect) defects.push(defect);
    } else if (code === LESS && where !== 'text') {
      const problem = 'bare "<" in an attribute value. XML needs &lt;.';
      defects.push(replacing('markup-character', at, at + 1, '&lt;', problem, '< written as &lt;'));
    } else if (
      code === BRACKET &&
      where === 'text' &&
      source.startsWith(']]>', at) &&
      at + 2 < end
    ) {
      const problem = '"]]>" in text. XML needs ]]&gt;.';
      const mend = ']]> written as ]]&gt;';
      defects.push(replacing('markup-character', at, at + 3, ']]&gt;', problem, mend));
    }
  }
}

function referenceDefect(
  source: string,
  at: number,
  end: number,
  where: string,
  entities: ReadonlyMap<string, string>,
): Defect | null {
  const reference = readReference(source, at, end);
  const written = source.slice(at, reference.end);
  const replace = (kind: 'ampersand' | 'entity', text: string, problem: string, mend?: string) =>
    replacing(kind, at, reference.end, text, problem, mend ?? `${written} written as ${text}`);
  switch (reference.kind) {
    case 'bare':
      return replace('ampersand', '&amp;', `bare "&" in ${where}. XML needs &amp;.`);
    case 'numeric': {
      if (reference.point !== null) return null;
      const problem = `${written} names a character that XML does not have. Leave it out.`;
      return replace('entity', '', problem, `${written} left out`);
    }
    case 'named': {
      const { name } = reference;
      if (PREDEFINED.has(name) || entities.has(name)) return null;
      const point = HTML_ENTITIES.get(name);
      if (point !== undefined) {
        const text = `&#${point};`;
        return replace('entity', text, `${written} is not declared in XML. Write ${text}.`);
      }
      const text = `&amp;${name};`;
      const problem = `${written} is not declared. Write the character itself, or ${text}.`;
      return replace('entity', text, problem);
    }
  }
}
