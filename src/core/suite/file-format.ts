/** How the rows of a file are written, judged from its beginning and its name. */

export type FileFormat = 'json' | 'jsonl' | 'csv';

/** Members under which files keep their rows; COCO's and the official result files' among them. */
const ROW_MEMBERS: ReadonlySet<string> = new Set([
  'annotations',
  'data',
  'images',
  'items',
  'prompts',
  'results',
  'rows',
]);

/**
 * @param head the first characters, tens of thousands, so that a first row fits
 * @param isWhole whether that is all of the file
 * @param name of the file, for its ending; `null` where it has none
 */
export function fileFormatOf(head: string, isWhole: boolean, name: string | null): FileFormat {
  if (name !== null && /\.(csv|tsv|tab)$/i.test(name)) return 'csv';
  const start = head.trimStart();
  if (start.startsWith('[')) return 'json';
  if (!start.startsWith('{')) return 'csv';
  const { members, end } = topLevelMembers(start);
  const holdsRows = [...members].some(
    ([name, { kind }]) => kind === 'array' && ROW_MEMBERS.has(name),
  );
  // Lines of JSONL are whole objects, and JSON has no line breaks inside strings.
  if (start.slice(0, end ?? undefined).includes('\n')) return 'json';
  // One object and no more: a file with rows inside, or JSONL of one line.
  const isAlone = end === null || (isWhole && start.slice(end).trim() === '');
  return isAlone && (holdsRows || members.get('format')?.text === 'sgp-suite') ? 'json' : 'jsonl';
}

export interface TopLevelMember {
  kind: 'array' | 'object' | 'text' | 'other';
  /** What a text says, escapes as written; else empty. */
  text: string;
}

/** Members of the object at the beginning of a text, in one pass over it. */
export function topLevelMembers(text: string): {
  members: Map<string, TopLevelMember>;
  /** Where the object ends; `null`: not in this text. */
  end: number | null;
} {
  const members = new Map<string, TopLevelMember>();
  let depth = 0;
  let name: string | null = null;
  const note = (kind: TopLevelMember['kind'], words = '') => {
    if (depth === 1 && name !== null && !members.has(name))
      members.set(name, { kind, text: words });
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') {
      const end = endOfString(text, at);
      if (end === null) break;
      const words = text.slice(at + 1, end);
      if (depth === 1 && name === null) name = words;
      else note('text', words);
      at = end;
    } else if (character === ',') {
      if (depth === 1) name = null;
    } else if (character === '{' || character === '[') {
      note(character === '[' ? 'array' : 'object');
      depth++;
    } else if (character === '}' || character === ']') {
      depth--;
      if (depth === 0) return { members, end: at + 1 };
    } else if (character !== ':' && character.trim() !== '') note('other');
  }
  return { members, end: null };
}

/** @param start of the opening quote; @returns place of the closing one */
function endOfString(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return null;
}
