import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BodyDecoder, charsetOf } from './body-decoder.ts';

function read(bytes: Uint8Array, charset: string | null = null, size = bytes.length || 1) {
  const decoder = new BodyDecoder(charset);
  let text = '';
  for (let at = 0; at < bytes.length; at += size)
    text += decoder.decode(bytes.slice(at, at + size));
  text += decoder.end();
  return { text, replaced: decoder.replaced };
}

const utf16 = (text: string, mark = true): Buffer =>
  Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le');
const JSON_TEXT = '{"text":"é — 🎈"}';

describe('without a charset in the header', () => {
  test('any text in UTF-8 is itself, however it is cut', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((words) => !/^\uFEFF|^.?\0/.test(words));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 7 }), (words, size) => {
        expect(read(Buffer.from(words), null, size)).toEqual({ text: words, replaced: false });
      }),
    );
  });

  test.each([1, 2, 3, 100])(
    'UTF-16 is told by its mark, either way round, in pieces of %i',
    (size) => {
      const expected = { text: JSON_TEXT, replaced: false };
      expect(read(utf16(JSON_TEXT), null, size)).toEqual(expected);
      expect(read(utf16(JSON_TEXT).swap16(), null, size)).toEqual(expected);
    },
  );

  test('UTF-16 without a mark is told by its zeros', () => {
    expect(read(utf16(JSON_TEXT, false))).toEqual({ text: JSON_TEXT, replaced: false });
  });

  test('Latin-1 is no UTF-8: what does not fit is replaced, and it says so', () => {
    const read1 = read(Buffer.from('{"text":"é"}', 'latin1'));
    expect(read1).toEqual({ text: '{"text":"\uFFFD"}', replaced: true });
  });

  test('a replacement character that was sent is a character like others', () => {
    expect(read(Buffer.from('\uFFFD'))).toEqual({ text: '\uFFFD', replaced: false });
  });

  test('a body that ends inside a character says so', () => {
    expect(read(Buffer.from('é').subarray(0, 1)).replaced).toBe(true);
    expect(read(Buffer.from('ab—').subarray(0, 4)).replaced).toBe(true);
  });

  test('no bytes are no text', () => {
    expect(read(new Uint8Array(0))).toEqual({ text: '', replaced: false });
  });
});

test('a charset of the header goes before what the bytes look like', () => {
  expect(read(Buffer.from('é', 'latin1'), 'iso-8859-1')).toEqual({ text: 'é', replaced: false });
  expect(read(Buffer.from('é'), 'utf8')).toEqual({ text: 'é', replaced: false });
});

test('a charset that nobody knows is as none', () => {
  expect(read(utf16('é'), 'x-klingon')).toEqual({ text: 'é', replaced: false });
});

test('charsets are read as servers write them', () => {
  expect(charsetOf('application/json; charset=UTF-8')).toBe('UTF-8');
  expect(charsetOf('text/html;Charset="iso-8859-1"')).toBe('iso-8859-1');
  expect(charsetOf('text/event-stream')).toBeNull();
  expect(charsetOf(null)).toBeNull();
});
