/**
 * A body's bytes as text: by the charset of its header, then by its byte order mark, else as UTF-8. What
 * is in none of these becomes U+FFFD, and it says so (cases.md A30).
 */
import { encodingOf } from '../../core/suite/text-encoding.ts';

/** A byte order mark, or the zeros that tell UTF-16 from UTF-8. */
const TELLING_BYTES = 2;

export class BodyDecoder {
  #decoder: TextDecoder | null = null;
  /** Beside the other, and gone once a byte did not fit: a decoder that replaces does not tell. */
  #strict: TextDecoder | null = null;
  #early = new Uint8Array(0);
  #replaced = false;

  /** @param charset from the header; `null`, or one that nobody knows: told by the first bytes */
  constructor(charset: string | null) {
    if (charset !== null && isKnown(charset)) this.#use(charset);
  }

  /** Whether U+FFFD was written for bytes that are no character. */
  get replaced(): boolean {
    return this.#replaced;
  }

  /** @param chunk cut anywhere */
  decode(chunk: Uint8Array): string {
    if (this.#decoder !== null) return this.#read(chunk);
    const first = new Uint8Array(this.#early.length + chunk.length);
    first.set(this.#early);
    first.set(chunk, this.#early.length);
    if (first.length < TELLING_BYTES) {
      this.#early = first;
      return '';
    }
    this.#use(encodingOf(first));
    return this.#read(first);
  }

  /** What is left at the end; nothing is decoded after it. */
  end(): string {
    const early = this.#decoder === null ? this.#early : null;
    if (early !== null) this.#use('utf-8');
    const before = early === null ? '' : this.#read(early);
    this.#listen((strict) => strict.decode());
    return before + this.#decoder!.decode();
  }

  #use(encoding: string): void {
    this.#decoder = new TextDecoder(encoding);
    this.#strict = new TextDecoder(encoding, { fatal: true });
  }

  #read(chunk: Uint8Array): string {
    this.#listen((strict) => strict.decode(chunk, { stream: true }));
    return this.#decoder!.decode(chunk, { stream: true });
  }

  #listen(decode: (strict: TextDecoder) => void): void {
    if (this.#strict === null) return;
    try {
      decode(this.#strict);
    } catch {
      this.#strict = null;
      this.#replaced = true;
    }
  }
}

/** @returns as the header says it; `null` where it says nothing */
export const charsetOf = (contentType: string | null): string | null =>
  /charset\s*=\s*"?([\w:.-]+)/i.exec(contentType ?? '')?.[1] ?? null;

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== '';
  } catch {
    return false;
  }
}
