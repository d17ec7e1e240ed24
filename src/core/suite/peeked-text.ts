/** Text whose beginning has been looked at, and that can still be read from there. */

export interface PeekedText {
  /** The first characters, at least as many as asked for unless the text is shorter. */
  head: string;
  /** Whether `head` is all of it. */
  isWhole: boolean;
  /** All of it, head included; to be read once. */
  chunks: AsyncIterable<string>;
}

/** @param length UTF-16 units to look at */
export async function peekText(chunks: AsyncIterable<string>, length: number): Promise<PeekedText> {
  const iterator = chunks[Symbol.asyncIterator]();
  let head = '';
  let isWhole = false;
  while (head.length < length && !isWhole) {
    const next = await iterator.next();
    if (next.done === true) isWhole = true;
    else head += next.value;
  }
  return { head, isWhole, chunks: continued(head, iterator) };
}

async function* continued(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  try {
    yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next())
      yield next.value;
  } finally {
    // Who stops early lets go of the file.
    await rest.return?.();
  }
}
