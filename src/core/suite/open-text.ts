/** From the bytes of a file to its text and the way its rows are written. */
import { csvDialectOf, type CsvDialect } from './csv.ts';
import { fileFormatOf, topLevelMembers } from './file-format.ts';
import { peekText } from './peeked-text.ts';
import type { RowSource } from './read-rows.ts';
import { decodedText, encodingOf, type TextEncodingName } from './text-encoding.ts';
import { Unreadable } from './unreadable.ts';
import { wrongFile, wrongText } from './wrong-file.ts';

export interface SuiteFile {
  /** For its ending and as a name for the suite; `null`: from a pipe. */
  name: string | null;
  /** Read once, cut anywhere. */
  bytes: AsyncIterable<Uint8Array>;
}

export interface OpenOptions {
  /** `null`: told by the first bytes. */
  encoding?: TextEncodingName | null;
  /** Of a CSV; `null`: told by its header. */
  dialect?: CsvDialect | null;
  signal?: AbortSignal;
  /** Called with the bytes read so far. */
  onBytes?: (doneBytes: number) => void;
}

export interface OpenedText extends RowSource {
  encoding: TextEncodingName;
  /** Whether it is a manifest of this app. */
  isManifest: boolean;
}

/** UTF-16 units that decide the format: a first row with its SVG fits. */
const HEAD_LENGTH = 256 * 1024;

/**
 * @throws Unreadable where the file is empty, of another kind, or not of its encoding; the signal's
 *   reason when aborted, also while the text is read
 */
export async function openText(file: SuiteFile, options: OpenOptions): Promise<OpenedText> {
  const watched = watch(file.bytes, options);
  const iterator = watched[Symbol.asyncIterator]();
  const first = await firstChunk(iterator);
  const wrong = first.length === 0 ? 'The file is empty.' : wrongFile(first);
  if (wrong !== null) throw new Unreadable(wrong);

  const encoding = options.encoding ?? encodingOf(first);
  const text = decodedText(again(first, iterator), encoding);
  const { head, isWhole, chunks } = await peekText(text, HEAD_LENGTH);
  if (isWhole && head.trim() === '') throw new Unreadable('The file is empty.');
  const wrongWords = wrongText(head);
  if (wrongWords !== null) throw new Unreadable(wrongWords);

  const format = fileFormatOf(head, isWhole, file.name);
  const dialect = format === 'csv' ? (options.dialect ?? csvDialectOf(head)) : null;
  if (dialect !== null && head.includes('\0'))
    throw new Unreadable('This is no text: it holds NUL bytes.');
  const isManifest =
    format === 'json' &&
    topLevelMembers(head.trimStart()).members.get('format')?.text === 'sgp-suite';
  return { encoding, format, dialect, chunks, isManifest };
}

async function* watch(
  bytes: AsyncIterable<Uint8Array>,
  { signal, onBytes }: OpenOptions,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  signal?.throwIfAborted();
  for await (const chunk of bytes) {
    signal?.throwIfAborted();
    done += chunk.length;
    onBytes?.(done);
    yield chunk;
  }
}

/** At least 32 bytes, unless the file is shorter. */
async function firstChunk(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let first: Uint8Array = new Uint8Array(0);
  while (first.length < 32) {
    const next = await iterator.next();
    if (next.done === true) break;
    const longer = new Uint8Array(first.length + next.value.length);
    longer.set(first);
    longer.set(next.value, first.length);
    first = longer;
  }
  return first;
}

async function* again(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next())
      yield next.value;
  } finally {
    await rest.return?.();
  }
}
