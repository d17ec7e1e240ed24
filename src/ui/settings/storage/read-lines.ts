/** The lines of a picked file, read in constant memory, with progress in bytes. */
import { linesOf } from '../../../core/bench/lines.ts';

/** The file is no text that can be read without guessing (cases.md F6). */
export class NotUtf8 extends Error {
  constructor() {
    super('This file is not UTF-8 text. Save it as UTF-8 and import it again.');
  }
}

/**
 * @param progress called with the bytes read so far
 * @throws NotUtf8 rather than putting replacement characters into records
 */
export async function* fileLines(
  file: Blob,
  progress: (bytes: number) => void,
): AsyncGenerator<string> {
  yield* linesOf(textOf(file, progress));
}

async function* textOf(file: Blob, progress: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new NotUtf8();
    }
  };
  const reader = file.stream().getReader();
  let done = 0;
  try {
    for (;;) {
      const piece = await reader.read();
      if (piece.done) break;
      done += piece.value.byteLength;
      progress(done);
      yield decode(piece.value);
    }
    yield decode();
  } finally {
    // A consumer that stops early must not leave the file open.
    await reader.cancel();
  }
}
