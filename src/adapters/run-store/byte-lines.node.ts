/** The lines of a file with where they stand in it, in constant memory. */
import type { FileHandle } from 'node:fs/promises';

export interface ByteLine {
  /** From 1. */
  number: number;
  /** In bytes, from the start of the file. */
  offset: number;
  /** In bytes, without the line feed. */
  length: number;
  text: string;
  /** Whether a line feed ends it. */
  ended: boolean;
}

const CHUNK_BYTES = 1024 * 1024;
const LINE_FEED = 0x0a;

export async function* linesIn(file: FileHandle): AsyncGenerator<ByteLine> {
  let rest = Buffer.alloc(0);
  let offset = 0;
  let number = 0;
  for (let at = 0; ;) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, at);
    if (bytesRead === 0) break;
    at += bytesRead;
    const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    let start = 0;
    // Of a long line only what is new can hold its end.
    let end = bytes.indexOf(LINE_FEED, rest.length);
    for (; end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
      const length = end - start;
      const text = bytes.toString('utf8', start, end);
      yield { number: ++number, offset, length, text, ended: true };
      offset += length + 1;
      start = end + 1;
    }
    rest = Buffer.from(bytes.subarray(start));
  }
  const { length } = rest;
  if (length > 0)
    yield { number: number + 1, offset, length, text: rest.toString('utf8'), ended: false };
}
