/** Defects of the root element and everything in it: nesting, tags, text. */
import { replacing, type Defect } from './defect.ts';
import {
  isQualified,
  namespaceFor,
  NamespaceStack,
  prefixOf,
  SVG_NAMESPACE,
} from './namespaces.ts';
import { commentDefect, instructionDefect } from './outside-defects.ts';
import { inspectTag, rootNamespaceDefect } from './tag-defects.ts';
import { characterDefects } from './text-defects.ts';
import { localName } from './xml-characters.ts';
import type { EndTag, Range, StartTag, XmlToken } from './xml-tokens.ts';

interface Open {
  tag: StartTag;
  /** The name after mending. */
  name: string;
}

export interface ElementReport {
  defects: Defect[];
  /** Index of the first token after the root. */
  next: number;
}

/** @param rootIndex of the start tag of the svg element */
export function inspectRoot(
  source: string,
  tokens: readonly XmlToken[],
  rootIndex: number,
  entities: ReadonlyMap<string, string>,
): ElementReport {
  return new RootInspection(source, tokens, rootIndex, entities).run();
}

class RootInspection {
  readonly #defects: Defect[] = [];
  readonly #open: Open[] = [];
  readonly #namespaces = new NamespaceStack();
  /** How many elements of each name are open: a stray end tag is known at once. */
  readonly #openByName = new Map<string, number>();
  readonly #declared = new Set<string>();
  /** Apart, because their edits go before all others of the root's tag. */
  readonly #declarations: Defect[] = [];
  readonly #source: string;
  readonly #tokens: readonly XmlToken[];
  readonly #rootIndex: number;
  readonly #entities: ReadonlyMap<string, string>;
  readonly #root: StartTag;

  constructor(
    source: string,
    tokens: readonly XmlToken[],
    rootIndex: number,
    entities: ReadonlyMap<string, string>,
  ) {
    this.#source = source;
    this.#tokens = tokens;
    this.#rootIndex = rootIndex;
    this.#entities = entities;
    this.#root = tokens[rootIndex] as StartTag;
  }

  run(): ElementReport {
    for (let index = this.#rootIndex; index < this.#tokens.length; index++) {
      this.#take(this.#tokens[index]!);
      if (this.#open.length === 0) return this.#report(index + 1);
    }
    this.#closeDownTo(0, this.#source.length);
    return this.#report(this.#tokens.length);
  }

  #report(next: number): ElementReport {
    return { defects: [...this.#declarations, ...this.#defects], next };
  }

  #take(token: XmlToken): void {
    switch (token.kind) {
      case 'start-tag':
        return this.#start(token);
      case 'end-tag':
        return this.#end(token);
      case 'text':
        characterDefects(
          this.#source,
          token.start,
          token.end,
          'text',
          this.#entities,
          this.#defects,
        );
        return;
      case 'stray-less-than':
        if (token.end === this.#source.length) return this.#cut(token);
        this.#defects.push(
          replacing(
            'markup-character',
            token.start,
            token.end,
            '&lt;',
            'bare "<" in text. XML needs &lt;.',
            '< written as &lt;',
          ),
        );
        return;
      case 'comment':
        return token.complete ? this.#add(commentDefect(this.#source, token)) : this.#cut(token);
      case 'instruction':
        if (!token.complete) return this.#cut(token);
        return this.#add(instructionDefect(this.#source, token));
      case 'cdata':
        return token.complete ? undefined : this.#cut(token);
      case 'doctype':
      case 'declaration': {
        if (!token.complete) return this.#cut(token);
        const problem = '"<!" inside the <svg> element begins neither a comment nor CDATA.';
        const mend = 'declaration left out';
        return this.#add(replacing('stray-character', token.start, token.end, '', problem, mend));
      }
    }
  }

  #add(defect: Defect | null): void {
    if (defect) this.#defects.push(defect);
  }

  #cut({ start, end }: Range, what = 'markup'): void {
    const problem =
      end === this.#source.length
        ? `the program ends in the middle of ${what}.`
        : `${what} is cut short by the next tag. Close it with ">".`;
    this.#add(replacing('cut-tag', start, end, '', problem, `${what}, cut short, left out`));
  }

  #start(written: StartTag): void {
    const isRoot = written === this.#root;
    if (!written.complete && !isRoot) return this.#cut(written, `<${written.name}>`);
    const tag = written.complete ? written : finished(written);
    const { defects, unbound } = inspectTag(this.#source, tag, this.#namespaces, this.#entities);
    const name = this.#mendName(tag, isRoot);
    if (isRoot) this.#add(rootNamespaceDefect(this.#source, tag, this.#namespaces));
    for (const defect of defects) this.#defects.push(defect);
    // After the edits of the tag itself: its last attribute may end where the ">" goes.
    if (!written.complete) this.#add(missingEnd(written, attributesEnd(written)));
    for (const [prefix, place] of unbound) this.#declare(prefix, place, isRoot);
    if (tag.selfClosing) return this.#namespaces.leave();
    this.#open.push({ tag, name });
    this.#openByName.set(tag.name, (this.#openByName.get(tag.name) ?? 0) + 1);
  }

  #mendName(tag: StartTag, isRoot: boolean): string {
    const start = tag.start + 1;
    const end = start + tag.name.length;
    if (isRoot && localName(tag.name) !== 'svg') {
      const name = tag.name.slice(0, -3) + 'svg';
      const problem = `<${tag.name}> is no SVG element: XML is case-sensitive. Write <${name}>.`;
      const mend = `${tag.name} written as ${name}`;
      // Placed at the tag itself, so that it comes before all else that is wrong with it.
      this.#add({
        ...replacing('root-case', tag.start, end, '', problem, mend),
        edits: [{ start, end, text: name }],
      });
      return name;
    }
    const isReserved = prefixOf(tag.name) === 'xmlns';
    if (isQualified(tag.name) && !isReserved) return tag.name;
    const name = tag.name.slice(isReserved ? 'xmlns:'.length : 0).replaceAll(':', '_');
    const rule = isReserved ? 'xmlns is no prefix of elements' : 'a name has one colon at most';
    const problem = `"${tag.name}" is not an element name: ${rule}.`;
    this.#add(
      replacing('stray-character', start, end, name, problem, `${tag.name} written as ${name}`),
    );
    return name;
  }

  #declare(prefix: string, place: Range, inRoot: boolean): void {
    if (this.#declared.has(prefix)) return;
    this.#declared.add(prefix);
    const isRootPrefix = inRoot && prefix === prefixOf(this.#root.name);
    const uri = isRootPrefix ? SVG_NAMESPACE : namespaceFor(prefix);
    const at = this.#root.start + 1 + this.#root.name.length;
    const text = `xmlns:${prefix}="${uri}"`;
    this.#declarations.push({
      kind: 'xmlns-prefix',
      ...place,
      edits: [{ start: at, end: at, text: ` ${text}` }],
      problem: `the prefix "${prefix}:" is not declared. Write ${text} on the <svg> element.`,
      mend: `${text} added`,
    });
  }

  #end(token: EndTag): void {
    const { start, end } = token;
    if (!token.complete && end === this.#source.length) return this.#cut(token, `</${token.name}>`);
    const written = this.#openName(token.name);
    if (written === null) {
      const problem = `</${token.name}> closes nothing that is open.`;
      return this.#add(
        replacing('stray-end-tag', start, end, '', problem, `</${token.name}> left out`),
      );
    }
    const index = this.#open.findLastIndex(({ tag }) => tag.name === written);
    this.#closeDownTo(index + 1, start);
    const { name } = this.#open[index]!;
    this.#forget();
    if (token.name !== name) {
      const kind = isQualified(token.name) ? 'root-case' : 'stray-character';
      const problem = `</${token.name}> does not close <${name}>: write </${name}>.`;
      const mend = `</${token.name}> written as </${name}>`;
      this.#add(replacing(kind, start, end, `</${name}>`, problem, mend));
    } else if (!token.complete || token.littered) {
      const kind = token.complete ? 'stray-character' : 'cut-tag';
      const problem = `</${name}> must end in ">" with nothing before it.`;
      this.#add(replacing(kind, start, end, `</${name}>`, problem, `</${name}> put right`));
    }
  }

  /** The open element's name that an end tag means; the root may be closed in another case. */
  #openName(name: string): string | null {
    if ((this.#openByName.get(name) ?? 0) > 0) return name;
    const root = this.#root.name;
    return name.toLowerCase() === root.toLowerCase() ? root : null;
  }

  /** Closes what is open from the innermost to the one at `depth`, all at `at`. */
  #closeDownTo(depth: number, at: number): void {
    while (this.#open.length > depth) {
      const { tag, name } = this.#open.at(-1)!;
      this.#forget();
      this.#defects.push({
        kind: 'unclosed-element',
        start: tag.start,
        end: tag.end,
        edits: [{ start: at, end: at, text: `</${name}>` }],
        problem: `<${name}> is never closed. Write </${name}>.`,
        mend: `</${name}> added`,
      });
    }
  }

  #forget(): void {
    const { tag } = this.#open.pop()!;
    this.#namespaces.leave();
    this.#openByName.set(tag.name, this.#openByName.get(tag.name)! - 1);
  }
}

/** A root that lacks its `>` is worth saving: everything hangs on it. */
function finished(root: StartTag): StartTag {
  const from = attributesEnd(root);
  return { ...root, complete: true, litter: root.litter.filter(({ end }) => end <= from) };
}

const attributesEnd = (tag: StartTag) =>
  tag.attributes.at(-1)?.end ?? tag.start + 1 + tag.name.length;

function missingEnd({ name, end }: StartTag, from: number): Defect {
  const problem = `<${name}> is cut short by the next tag. Close it with ">".`;
  return replacing('cut-tag', from, end, '>', problem, `<${name}> closed with >`);
}
