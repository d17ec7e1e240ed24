/** Answers of a file or a pipe, row by row as they come. */
import { createReadStream, existsSync } from 'node:fs';
import { csvReader } from '../adapters/suite/csv.ts';
import { linesOf } from '../core/bench/lines.ts';
import { readAnswers, type AnswerRow } from '../core/suite/read-answers.ts';
import { readRows } from '../core/suite/read-rows.ts';
import { answersIn } from '../core/suite/answers.ts';

/**
 * @param file JSONL, a JSON array as the official files are, or CSV; `-` for standard input
 * @param onBytes called with the bytes read so far
 * @param enough aborted: a pipe is read no further
 * @throws Error where there is no such file; Unreadable where it holds something else
 */
export async function* answerRows(
  file: string,
  onBytes: (bytes: number) => void,
  enough: AbortSignal,
): AsyncGenerator<AnswerRow> {
  if (file !== '-') return yield* readAnswers(fileAt(file), { csv: csvReader, onBytes });
  const { first, bytes } = await peekLine(standardInput(enough));
  if (!isObjectLine(first)) return yield* readAnswers({ name: null, bytes }, { csv: csvReader });
  // A line in, a record out: who writes to the pipe may wait for the answer.
  const source = { format: 'jsonl', dialect: null, chunks: decoded(bytes) } as const;
  for await (const reading of readRows(source, csvReader)) {
    if (!reading.ok) {
      yield { ok: false, bad: reading.bad };
      continue;
    }
    const { place, values } = reading.row;
    const found = answersIn(values);
    if (found.ok) for (const answer of found.answers) yield { ok: true, place, answer };
    else yield { ok: false, bad: { place, reason: found.reason, text: '' } };
  }
}

/** @throws Error in words where there is no such file */
export function fileAt(path: string): { name: string; bytes: AsyncIterable<Uint8Array> } {
  if (!existsSync(path)) throw new Error(`There is no file ${path}.`);
  return { name: path, bytes: createReadStream(path) };
}

/** Text of a file or of standard input, line by line. */
export const textLines = (file: string, enough = NEVER): AsyncGenerator<string> =>
  linesOf(decoded(file === '-' ? standardInput(enough) : fileAt(file).bytes));

const NEVER = new AbortController().signal;

/** Ends when there is no more, or when it is enough: a silent pipe must not hold up a pause. */
async function* standardInput(enough: AbortSignal): AsyncGenerator<Uint8Array> {
  const end = () => void process.stdin.destroy();
  if (enough.aborted) end();
  else enough.addEventListener('abort', end, { once: true });
  try {
    yield* process.stdin as AsyncIterable<Uint8Array>;
  } catch (error) {
    // What was destroyed says that it closed too early.
    if (!enough.aborted) throw error;
  }
}

/** Reads until the first line is whole, or until it is plain that it is no object. */
async function peekLine(
  stream: AsyncIterable<Uint8Array>,
): Promise<{ first: string; bytes: AsyncIterable<Uint8Array> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  const pieces: string[] = [];
  const decoder = new TextDecoder();
  for (let isWhole = false; !isWhole;) {
    const next = await iterator.next();
    if (next.done === true) break;
    seen.push(next.value);
    const piece = decoder.decode(next.value, { stream: true });
    const text = pieces.length === 0 ? piece.trimStart() : piece;
    if (text === '') continue;
    pieces.push(text);
    isWhole = text.includes('\n') || !pieces[0]!.startsWith('{');
  }
  return { first: pieces.join('').split('\n', 1)[0]!, bytes: again(seen, iterator) };
}

async function* again(
  seen: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* seen;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function isObjectLine(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
