import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonElements, type JsonElement } from './json-elements.ts';

async function elements(text: string, size = 5): Promise<JsonElement[]> {
  const all: JsonElement[] = [];
  for await (const element of jsonElements(chunksOf(text, size))) all.push(element);
  return all;
}

async function* chunksOf(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

const reasonOf = async (text: string): Promise<string> =>
  elements(text).then(
    () => '',
    (error: Error) => error.message,
  );

test('an array comes item by item, however it is cut and spaced', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue()),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(undefined, 2),
      async (values, size, indent) => {
        const found = await elements(JSON.stringify(values, null, indent), size);
        expect(found.map(({ text }) => JSON.stringify(JSON.parse(text)))).toEqual(
          values.map((value) => JSON.stringify(value)),
        );
        expect(found.every(({ member, isItem }) => member === null && isItem)).toBe(true);
      },
    ),
  );
});

test('an object comes member by member, its arrays item by item', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.integer({ min: 1, max: 40 }),
      async (object, size) => {
        const rebuilt = Object.fromEntries(
          Object.entries(object).map(([name, value]) => [name, Array.isArray(value) ? [] : value]),
        ) as Record<string, unknown>;
        for (const { member, isItem, text } of await elements(JSON.stringify(object), size)) {
          if (isItem) (rebuilt[member!] as unknown[]).push(JSON.parse(text));
          // As text: JSON has no minus zero.
          else expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(rebuilt[member!]));
        }
        expect(JSON.stringify(rebuilt)).toBe(JSON.stringify(object));
      },
    ),
  );
});

test.each([
  ['[{"a":1},{"a"', /inside or after item 2/],
  ['[', /before its first item/],
  ['[1] [2]', /more text after/],
  ['['.repeat(10_000), /nests deeper than 64/],
  ['{"results":[{"a":[', /item 1/],
  ['{results:[]}', /no name of a member/],
])('%s is refused in words', async (text, reason) => {
  expect(await reasonOf(text.slice(0, 20_000))).toMatch(reason);
});

test('an item that is no JSON is handed on, so that it can be refused by its place', async () => {
  const found = await elements('[{"a":1},{oops},{"b":2}]');
  expect(found.map(({ text }) => text)).toEqual(['{"a":1}', '{oops}', '{"b":2}']);
});
