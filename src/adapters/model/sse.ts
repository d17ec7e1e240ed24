/** Reads a stream of server-sent events by the WHATWG rules (HTML standard, section 9.2.6). */

export interface ServerSentEvent {
  /** `message` where the stream names none. */
  event: string;
  data: string;
}

/**
 * Feed it decoded text in pieces of any size; the events do not depend on where the pieces were cut.
 * Lines end in LF, CR LF or CR. An event that the stream does not close with an empty line is dropped.
 */
export class SseParser {
  #line = '';
  #afterReturn = false;
  #event = '';
  #data: string[] = [];

  push(piece: string): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    let start = this.#afterReturn && piece.startsWith('\n') ? 1 : 0;
    if (piece !== '') this.#afterReturn = piece.endsWith('\r');
    const breaks = /\r\n|\r|\n/g;
    breaks.lastIndex = start;
    for (let found = breaks.exec(piece); found !== null; found = breaks.exec(piece)) {
      this.#readLine(this.#line + piece.slice(start, found.index), events);
      this.#line = '';
      start = breaks.lastIndex;
    }
    this.#line += piece.slice(start);
    return events;
  }

  #readLine(line: string, events: ServerSentEvent[]): void {
    if (line === '') {
      if (this.#data.length > 0)
        events.push({ event: this.#event || 'message', data: this.#data.join('\n') });
      this.#data = [];
      this.#event = '';
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#event = value;
    // Comments, `id`, `retry` and unknown fields carry nothing of the answer.
  }
}
