import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodedText, encodingOf, type TextEncodingName } from './text-encoding.ts';

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decoded(bytes: Uint8Array, size: number, encoding: TextEncodingName) {
  let text = '';
  for await (const chunk of decodedText(cut(bytes, size), encoding)) text += chunk;
  return text;
}

const WRITERS: [TextEncodingName, (text: string) => Uint8Array][] = [
  ['utf-8', (text) => new TextEncoder().encode(text)],
  ['utf-16le', (text) => new Uint8Array(Buffer.from(text, 'utf16le'))],
  ['utf-16be', (text) => new Uint8Array(Buffer.from(text, 'utf16le').swap16())],
];

test.each(WRITERS)(
  '%s is told and read, however it is cut, with and without its mark',
  async (encoding, write) => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (words, size, isMarked) => {
          const text = `id,${words}`;
          const bytes = write(isMarked ? `\uFEFF${text}` : text);
          expect(encodingOf(bytes)).toBe(encoding);
          expect(await decoded(bytes, size, encoding)).toBe(text);
        },
      ),
    );
  },
);

test('a byte that does not fit is found at its place, whatever was read before it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom('a', 'é', '€', '𝄞') }),
      fc.integer({ min: 1, max: 9 }),
      async (before, size) => {
        const good = new TextEncoder().encode(before);
        const bytes = Uint8Array.from([...good, 0xff, 0x61]);
        await expect(decoded(bytes, size, 'utf-8')).rejects.toThrow(`byte ${good.length + 1} `);
      },
    ),
  );
});
