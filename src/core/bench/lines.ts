/** Lines out of chunks of text, in constant memory. */

/**
 * @param chunks text cut anywhere, LF or CRLF
 * @yields each line without its ending; a last line without one is yielded too
 */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let first = true;
  for await (const chunk of chunks) {
    const text: string = rest + chunk;
    let start = 0;
    for (let end = text.indexOf('\n', rest.length); end !== -1; end = text.indexOf('\n', start)) {
      yield lineOf(text.slice(start, end), first);
      first = false;
      start = end + 1;
    }
    rest = text.slice(start);
  }
  if (rest !== '') yield lineOf(rest, first);
}

function lineOf(text: string, first: boolean): string {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  return first && line.startsWith('\uFEFF') ? line.slice(1) : line;
}
