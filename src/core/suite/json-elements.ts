/**
 * The objects of one large JSON value, one at a time, in the memory of the largest of them: the items
 * of an array, or of each array that is a member of an object, as COCO and result files are.
 */
import { Unreadable } from './unreadable.ts';

export interface JsonElement {
  /** Name of the member that holds it; `null` for an item of an array that is the whole file. */
  member: string | null;
  /** Whether it is an item of an array; else it is all of the member's value. */
  isItem: boolean;
  /** JSON text; not checked any further. */
  text: string;
}

/** Suites nest about 5 deep; far deeper files are attacks on parsers (cases.md F12). */
export const DEEPEST = 64;
/** UTF-16 units: a response of 16 MiB, written with escapes. */
const LONGEST = 64 * 1024 * 1024;

/**
 * @param chunks text cut anywhere, the first character that is no white space being `[` or `{`
 * @throws Unreadable where it nests too deep, an item is too long, or the text ends too early
 */
export async function* jsonElements(chunks: AsyncIterable<string>): AsyncGenerator<JsonElement> {
  const splitter = new Splitter();
  for await (const chunk of chunks) yield* splitter.push(chunk);
  splitter.end();
}

class Splitter {
  /** `[` and `{` that are open. */
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #isObject = false;
  #hasEnded = false;
  /** Of the object that is the file: the member's name, then `:`, then its value. */
  #key: string | null = null;
  #isAfterColon = false;
  #isArrayMember = false;
  /** Depth at which elements stand. */
  #level = 1;
  /** Text of the element under way, `null` between elements. */
  #parts: string[] | null = null;
  #length = 0;
  #count = 0;

  *push(chunk: string): Generator<JsonElement> {
    /** Where the element under way starts in this chunk. */
    let from = 0;
    const take = (end: number): string => {
      const text = [...(this.#parts ?? []), chunk.slice(from, end)].join('');
      this.#parts = null;
      this.#length = 0;
      return text;
    };
    for (let at = 0; at < chunk.length; at++) {
      if (this.#isInString) {
        // Most of a file is strings: run to where this one ends.
        at = this.#endOfString(chunk, at);
        continue;
      }
      const unit = chunk.charCodeAt(at);
      if (isSpace(unit)) continue;
      if (this.#hasEnded) throw new Unreadable('There is more text after the JSON has ended.');
      const isAtLevel = this.#depth === this.#level;
      const isCloser = unit === CLOSE_BRACKET || unit === CLOSE_BRACE;
      if (isAtLevel && this.#parts !== null && (unit === COMMA || isCloser)) {
        yield this.#element(take(at));
      } else if (this.#parts !== null && this.#isNameEnd(unit)) {
        this.#key = nameIn(take(at));
        this.#isAfterColon = true;
        continue;
      }
      if (isCloser) {
        this.#close();
        continue;
      }
      if (unit === COMMA && isAtLevel) continue;
      if (unit === OPEN_BRACKET && this.#opensMember()) {
        this.#isArrayMember = true;
        this.#level = 2;
        this.#depth++;
        this.#count = 0;
        continue;
      }
      if (isAtLevel && this.#parts === null) {
        this.#parts = [];
        from = at;
        if (!this.#isObject || this.#isArrayMember) this.#count++;
      }
      if (unit === QUOTE) this.#isInString = true;
      else if (unit === OPEN_BRACKET || unit === OPEN_BRACE) this.#open(unit);
    }
    if (this.#parts === null) return;
    this.#parts.push(chunk.slice(from));
    this.#length += chunk.length - from;
    if (this.#length > LONGEST)
      throw new Unreadable(`Item ${this.#count} is longer than ${LONGEST} characters.`);
  }

  /** @throws Unreadable where something is still open */
  end(): void {
    if (this.#hasEnded) return;
    throw new Unreadable(
      this.#count === 0
        ? 'The file ends before its first item.'
        : `The file ends inside or after item ${this.#count}, before the JSON does: it was cut short.`,
    );
  }

  /** @returns place of the closing quote, or the chunk's length where it ends later */
  #endOfString(chunk: string, start: number): number {
    for (let at = start; at < chunk.length; at++) {
      if (this.#isEscaped) {
        this.#isEscaped = false;
        continue;
      }
      const unit = chunk.charCodeAt(at);
      if (unit === BACKSLASH) this.#isEscaped = true;
      else if (unit === QUOTE) {
        this.#isInString = false;
        return at;
      }
    }
    return chunk.length;
  }

  #element(text: string): JsonElement {
    const element = { member: this.#key, isItem: !this.#isObject || this.#isArrayMember, text };
    if (this.#isObject && !this.#isArrayMember) this.#forgetMember();
    return element;
  }

  #isNameEnd(unit: number): boolean {
    return this.#isObject && this.#depth === 1 && !this.#isAfterColon && unit === COLON;
  }

  #opensMember(): boolean {
    return this.#isObject && this.#depth === 1 && this.#isAfterColon && this.#parts === null;
  }

  #open(unit: number): void {
    if (this.#depth === 0) this.#isObject = unit === OPEN_BRACE;
    this.#depth++;
    if (this.#depth > DEEPEST)
      throw new Unreadable(`Item ${this.#count} nests deeper than ${DEEPEST} levels.`);
  }

  #close(): void {
    this.#depth--;
    if (this.#isArrayMember && this.#depth === 1) this.#forgetMember();
    if (this.#depth <= 0) this.#hasEnded = true;
  }

  #forgetMember(): void {
    this.#key = null;
    this.#isAfterColon = false;
    this.#isArrayMember = false;
    this.#level = 1;
  }
}

function nameIn(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    throw new Unreadable(`The file is not JSON: ${text.slice(0, 40)} is no name of a member.`);
  }
}

const isSpace = (unit: number): boolean =>
  unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09 || unit === 0xfeff;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
