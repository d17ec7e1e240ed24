/** Text out of a file's bytes: no character is replaced silently (cases.md F6). */
import { Unreadable } from './unreadable.ts';

export const TEXT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
/** `windows-1252` also reads Latin-1; nothing in a file says so, hence a person must. */
export type TextEncodingName = (typeof TEXT_ENCODINGS)[number];

/** @param head the first bytes, a few hundred are plenty */
export function encodingOf(head: Uint8Array): TextEncodingName {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // JSON and CSV begin with ASCII, of which UTF-16 has every other byte 0.
  if (head[0] === 0 && head[1] !== 0 && head.length > 1) return 'utf-16be';
  if (head[1] === 0 && head[0] !== 0) return 'utf-16le';
  return 'utf-8';
}

/**
 * @param bytes cut anywhere
 * @yields text without its byte order mark, cut anywhere
 * @throws Unreadable, naming the byte, where the bytes are not of that encoding
 */
export async function* decodedText(
  bytes: AsyncIterable<Uint8Array>,
  encoding: TextEncodingName,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let done = 0;
  // What may begin a character that the next chunk ends.
  let tail: Uint8Array = new Uint8Array(0);
  for await (const chunk of bytes) {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      const bad = firstBadByte(joined(tail, chunk), encoding);
      throw new Unreadable(notEncoded(encoding, done - tail.length + bad));
    }
    done += chunk.length;
    tail = joined(tail, chunk).slice(-3);
    if (text !== '') yield text;
  }
  try {
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } catch {
    throw new Unreadable(
      `The file ends inside a character (${encoding.toUpperCase()}): it was cut short.`,
    );
  }
}

function firstBadByte(bytes: Uint8Array, encoding: TextEncodingName): number {
  // The tail may begin inside a character: such bytes are no fault.
  let start = 0;
  while (encoding === 'utf-8' && start < 3 && (bytes[start] ?? 0) >> 6 === 0b10) start++;
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let at = start; at < bytes.length; at++) {
    try {
      decoder.decode(bytes.subarray(at, at + 1), { stream: true });
    } catch {
      return at;
    }
  }
  return bytes.length;
}

function notEncoded(encoding: TextEncodingName, byte: number): string {
  const found = `The file is not ${encoding.toUpperCase()}: what stands near byte ${byte + 1} does not fit.`;
  if (encoding !== 'utf-8') return found;
  return `${found} If it was written as Latin-1 or Windows-1252, say so and it is read as such; else save it as UTF-8.`;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
