/** Defects before and after the root element: prose, fences, misplaced declarations. */
import { replacing, type Defect } from './defect.ts';
import { readDocumentType, type DocumentType } from './document-type.ts';
import { isQualified } from './namespaces.ts';
import { isBlank, isSpace, nameEnd } from './xml-characters.ts';
import type { Range, XmlToken } from './xml-tokens.ts';

const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*("1\.\d+"|'1\.\d+')([ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*("[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?([ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*("yes"|"no"|'yes'|'no'))?[ \t\r\n]*\?>$/;

const isDeclaration = (source: string, token: XmlToken) =>
  token.kind === 'instruction' &&
  /^<\?xml[ \t\r\n?]/i.test(source.slice(token.start, token.start + 6));

/** `--` inside, or a `-` before the end, is not allowed in a comment. */
export function commentDefect(source: string, { start, end }: Range): Defect | null {
  const content = source.slice(start + 4, end - 3);
  if (!content.includes('--') && !content.endsWith('-')) return null;
  let mended = content.replace(/-(?=-)/g, '- ');
  if (mended.endsWith('-')) mended += ' ';
  const problem = '"--" inside a comment. XML allows it only at the ends; write "- -".';
  return replacing('comment-dashes', start + 4, end - 3, mended, problem, '-- written as - -');
}

/** A processing instruction that may not stand where it does; `null` where it may. */
export function instructionDefect(
  source: string,
  token: Range & { complete: boolean },
): Defect | null {
  const { start, end } = token;
  const after = nameEnd(source, start + 2);
  const target = source.slice(start + 2, after);
  const remove = (kind: Defect['kind'], problem: string) =>
    replacing(
      kind,
      start,
      end,
      '',
      problem,
      `${source.slice(start, Math.min(end, after))} left out`,
    );
  if (target.toLowerCase() === 'xml') {
    return remove('leading-space', 'the XML declaration must be the very first thing.');
  }
  const separated = isSpace(source.charCodeAt(after)) || source.startsWith('?>', after);
  if (target === '' || !isQualified(target) || target.includes(':') || !separated) {
    return remove('stray-character', '"<?" must be followed by a name.');
  }
  return null;
}

export interface Prolog {
  defects: Defect[];
  documentType: DocumentType | null;
}

/** @param tokens those before the root's start tag */
export function inspectProlog(source: string, tokens: readonly XmlToken[]): Prolog {
  const defects: Defect[] = [];
  let documentType: DocumentType | null = null;
  const bom = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  let bad = null as Range | null;
  let keptAny = false;
  const flush = () => {
    if (bad) defects.push(stray(source, bad, 'leading-text', 'before the <svg> element'));
    bad = null;
  };
  const keep = () => {
    flush();
    keptAny = true;
  };
  for (const token of tokens) {
    const { start, end } = token;
    if (token.kind === 'text' && isBlank(source, start === 0 ? bom : start, end)) continue;
    if (isDeclaration(source, token)) {
      if (keptAny) {
        defects.push(instructionDefect(source, token as Range & { complete: boolean })!);
        continue;
      }
      if (bad) bad = { start: bom, end: start };
      else if (start > bom) {
        const problem = 'white space before the XML declaration, which must be the first thing.';
        const mend = 'white space before the XML declaration left out';
        defects.push(replacing('leading-space', bom, start, '', problem, mend));
      }
      keep();
      if (!DECLARATION.test(source.slice(start, Math.min(end, start + 256)))) {
        const problem = 'the XML declaration is not well-formed. Leave it out.';
        const mend = 'XML declaration left out';
        defects.push(replacing('stray-character', start, end, '', problem, mend));
      }
    } else if (token.kind === 'comment') {
      keep();
      const defect = commentDefect(source, token);
      if (defect) defects.push(defect);
    } else if (token.kind === 'instruction') {
      keep();
      const defect = instructionDefect(source, token);
      if (defect) defects.push(defect);
    } else if (token.kind === 'doctype' && documentType === null) {
      keep();
      documentType = readDocumentType(source.slice(start, end));
      if (documentType.fault !== null) {
        const problem = `document type: ${documentType.fault}. Leave <!DOCTYPE> out.`;
        defects.push(replacing('document-type', start, end, '', problem, '<!DOCTYPE> left out'));
      }
    } else if (bad) bad = { start: bad.start, end };
    else bad = { start: start === 0 ? bom : start, end };
  }
  flush();
  return { defects, documentType };
}

/** @param tokens those after the root's end tag */
export function inspectEpilog(source: string, tokens: readonly XmlToken[]): Defect[] {
  const defects: Defect[] = [];
  let bad = null as Range | null;
  for (const token of tokens) {
    const { start, end } = token;
    if (token.kind === 'text' && isBlank(source, start, end)) continue;
    const allowed = token.kind === 'comment' || token.kind === 'instruction';
    if (allowed && token.complete && bad === null) {
      const defect =
        token.kind === 'comment' ? commentDefect(source, token) : instructionDefect(source, token);
      if (defect) defects.push(defect);
    } else bad = { start: bad?.start ?? start, end };
  }
  if (bad) defects.push(stray(source, bad, 'trailing-text', 'after the end of the <svg> element'));
  return defects;
}

function stray(
  source: string,
  { start, end }: Range,
  kind: 'leading-text' | 'trailing-text',
  where: string,
): Defect {
  const text = source.slice(start, end).trim();
  if (text.includes('```')) {
    const problem = `a code fence ${where}. Write the program alone.`;
    return replacing('fence', start, end, '', problem, `code fence ${where} left out`);
  }
  const shown = JSON.stringify(text.length > 24 ? `${text.slice(0, 24)}…` : text);
  const problem = `${shown} ${where}. Nothing but comments may stand there.`;
  return replacing(kind, start, end, '', problem, `${shown} ${where} left out`);
}
