/**
 * Finds svg elements in prose: XML-aware, so that comments, CDATA and nested svg elements do not
 * cut a program short, and in one pass, so that any text takes linear time.
 */
import { isSpace, localName } from './xml-characters.ts';
import { readToken } from './xml-scan.ts';
import type { EndTag, Range, StartTag, XmlToken } from './xml-tokens.ts';

export interface FoundProgram extends Range {
  /** An end tag (or `/>`) was found. */
  closed: boolean;
  /** The root's start tag ends in `>`. */
  sound: boolean;
  /** Root or end tag is not written in lower case. */
  wrongCase: 'no' | 'root' | 'end';
}

/** @returns outermost programs in order of their start; unclosed ones run to the end of the text */
export function findPrograms(text: string): FoundProgram[] {
  const closed: FoundProgram[] = [];
  const open: StartTag[] = [];
  let document: { start: number; end: number } | null = null;
  const prologs = new Map<number, number>();

  const close = (tag: StartTag, end: number, wrongEnd: boolean) => {
    while (closed.length > 0 && closed.at(-1)!.start > tag.start) closed.pop();
    const wrongCase = localName(tag.name) !== 'svg' ? 'root' : wrongEnd ? 'end' : 'no';
    closed.push({ start: tag.start, end, closed: true, sound: tag.complete, wrongCase });
  };

  for (const token of outsideQuotation(text)) {
    if (token.kind === 'doctype') document = token;
    else if (token.kind === 'start-tag' && isSvg(token.name)) {
      if (document) prologs.set(token.start, document.start);
      document = null;
      if (token.selfClosing) close(token, token.end, false);
      else open.push(token);
    } else if (token.kind === 'end-tag' && isSvg(token.name)) {
      const opener = matching(open, token);
      if (opener === null) continue;
      open.length = opener.index;
      close(opener.tag, token.end, opener.wrongCase);
    } else if (token.kind !== 'text' && token.kind !== 'comment' && token.kind !== 'instruction') {
      document = null;
    }
  }
  return [...closed, ...truncated(text, open)].map((program) =>
    withEntities(text, program, prologs.get(program.start)),
  );
}

const isSvg = (name: string) => localName(name).toLowerCase() === 'svg';

/** The innermost open svg with this end tag's name; failing that, with it in another case. */
function matching(open: StartTag[], end: EndTag) {
  const index = open.length - 1;
  const tag = open[index];
  if (!tag || tag.name.toLowerCase() !== end.name.toLowerCase()) return null;
  return { index, tag, wrongCase: tag.name !== end.name };
}

/**
 * Tokens, but for svg tags mentioned in prose (`<svg>` between quotation marks) and for openings
 * of comments and the like that never close, which are read as text.
 */
function* outsideQuotation(text: string): Generator<XmlToken> {
  // Once one kind has no terminator ahead, no later one has: never look again (linear time).
  const exhausted = new Set<string>();
  for (let at = 0; at < text.length;) {
    const kind = openingKind(text, at);
    if (kind !== null && exhausted.has(kind)) {
      at += 2;
      continue;
    }
    const token = readToken(text, at);
    if (kind !== null && 'complete' in token && !token.complete) {
      exhausted.add(kind);
      at += 2;
      continue;
    }
    at = token.end;
    if (isMention(text, token)) continue;
    yield token;
  }
}

function openingKind(text: string, at: number): string | null {
  if (text.startsWith('<?', at)) return 'instruction';
  if (!text.startsWith('<!', at)) return null;
  if (text.startsWith('--', at + 2)) return 'comment';
  if (text.startsWith('[CDATA[', at + 2)) return 'cdata';
  return /^doctype/i.test(text.slice(at + 2, at + 9)) ? 'doctype' : 'declaration';
}

/** `<svg>`, `<svg ...>` or `<svg` inside quotation marks: a word about programs, not a program. */
function isMention(text: string, token: XmlToken): boolean {
  if (token.kind !== 'start-tag' && token.kind !== 'end-tag') return false;
  if (!isSvg(token.name)) return false;
  const before = text[token.start - 1];
  if (before === undefined || !'`"\'“‘'.includes(before)) return false;
  const nameEnds = token.start + token.name.length + (token.kind === 'end-tag' ? 2 : 1);
  const closing = before === '“' ? '”' : before === '‘' ? '’' : before;
  return text[nameEnds] === closing || text[token.end] === closing;
}

/**
 * Of the svg elements that never end, the one to keep: the outermost, unless a code fence or a
 * cut tag shows that the model started again after it.
 */
function truncated(text: string, open: StartTag[]): FoundProgram[] {
  let chosen = open[0];
  if (!chosen) return [];
  let fence = text.indexOf('```', chosen.end);
  for (const tag of open.slice(1)) {
    if (!(chosen.complete && (fence === -1 || fence > tag.start))) {
      chosen = tag;
      if (fence !== -1 && fence < tag.end) fence = text.indexOf('```', tag.end);
    }
  }
  let end = text.length;
  for (const mark of ['```', '</answer>']) {
    const found = text.indexOf(mark, chosen.start);
    if (found !== -1 && found < end) end = found;
  }
  while (end > chosen.start && isSpace(text.charCodeAt(end - 1))) end--;
  const wrongCase = localName(chosen.name) === 'svg' ? 'no' : 'root';
  return [{ start: chosen.start, end, closed: false, sound: chosen.complete, wrongCase }];
}

/** A document type is kept only where the program uses an entity that it declares. */
function withEntities(text: string, program: FoundProgram, prolog?: number): FoundProgram {
  if (prolog === undefined) return program;
  const source = text.slice(program.start, program.end);
  for (const [, name] of text.slice(prolog, program.start).matchAll(/<!ENTITY\s+([^\s%"'<>]+)/g)) {
    if (source.includes(`&${name};`)) return { ...program, start: prolog };
  }
  return program;
}
