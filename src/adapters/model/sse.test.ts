import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SseParser, type ServerSentEvent } from './sse.ts';

const parse = (...pieces: string[]): ServerSentEvent[] => {
  const parser = new SseParser();
  return pieces.flatMap((piece) => parser.push(piece));
};
const message = (data: string) => ({ event: 'message', data });

describe('the event stream parser', () => {
  it('takes LF, CR LF and CR as line ends, mixed and cut anywhere', () => {
    expect(parse('data: a\n\ndata: b\r\n\r\ndata: c\r\r')).toEqual(['a', 'b', 'c'].map(message));
    expect(parse('data: a\r', '\ndata: b\r', '\n\r', '\n')).toEqual([message('a\nb')]);
    expect(parse('data: a\r', '\r')).toEqual([message('a')]);
  });

  it('strips one space after the colon, and no more', () => {
    expect(parse('data:a\n\ndata:  b\n\ndata\n\n')).toEqual(['a', ' b', ''].map(message));
  });

  it('joins data lines by a line feed', () => {
    expect(parse('data: {\ndata: }\n\n')).toEqual([message('{\n}')]);
  });

  it('names an event once, and passes over comments, unknown fields and empty events', () => {
    expect(
      parse(': hi\nevent: error\ndata: x\n\ndata: y\n\nevent: ping\n\nid: 1\nfoo\n\n'),
    ).toEqual([{ event: 'error', data: 'x' }, message('y')]);
  });

  it('drops what no empty line closes', () => {
    expect(parse('data: a\n\ndata: b\n')).toEqual([message('a')]);
  });

  it('gives the same events however the stream is cut, byte by byte too', () => {
    const line = fc.oneof(
      fc.constantFrom('data: x', 'data:', 'data', 'event: e', ': c', '', 'id: 7', 'junk'),
      fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => `data: ${text}`),
    );
    const stream = fc
      .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 30 })
      .map((lines) => lines.map((pair) => pair.join('')).join(''));
    fc.assert(
      fc.property(stream, fc.array(fc.nat(200), { maxLength: 12 }), (text, cuts) => {
        const bytes = new TextEncoder().encode(text);
        const edges = [
          ...new Set([0, bytes.length, ...cuts.map((cut) => cut % (bytes.length + 1))]),
        ];
        edges.sort((a, b) => a - b);
        const decoder = new TextDecoder();
        const pieces = edges
          .slice(1)
          .map((end, i) => decoder.decode(bytes.subarray(edges[i], end), { stream: true }));
        expect(parse(...pieces)).toEqual(parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('reads a long line in small pieces in linear work', () => {
    const parser = new SseParser();
    parser.push('data: ');
    for (let i = 0; i < 200_000; i++) parser.push('0123456789');
    expect(parser.push('\n\n')[0]!.data).toHaveLength(2_000_000);
  });
});
