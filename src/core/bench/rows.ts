/** The objects of a file that is either JSONL or one JSON array, as the official result files are. */
import { linesOf } from './lines.ts';

/**
 * @param chunks text cut anywhere
 * @yields one JSON text an object: a line of JSONL as it stands, in constant memory, or an item of
 *   an array, which is read whole. What is neither comes line by line, for the reader to refuse.
 */
export async function* rowsOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head = '';
  while (head.trim() === '') {
    const { done, value } = await iterator.next();
    if (done === true) break;
    head += value;
  }
  const all = continued(head, iterator);
  if (!/^\uFEFF?\s*\[/.test(head)) return yield* linesOf(all);
  let text = '';
  for await (const chunk of all) text += chunk;
  const items = arrayIn(text);
  if (items === null) return yield* linesOf(once(text));
  for (const item of items) yield JSON.stringify(item);
}

async function* continued(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function arrayIn(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
