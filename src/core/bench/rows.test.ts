import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOf } from './rows.ts';

async function* chunksOf(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function rows(text: string, size = 7): Promise<string[]> {
  const all: string[] = [];
  for await (const row of rowsOf(chunksOf(text, size))) all.push(row);
  return all;
}

test('the objects of an array are the lines of the same file as JSONL, however it is cut', async () => {
  const items = fc.array(fc.record({ id: fc.string(), svg: fc.string() }), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(items, fc.integer({ min: 1, max: 50 }), async (objects, size) => {
      const lines = objects.map((object) => JSON.stringify(object));
      expect(await rows(JSON.stringify(objects, null, 2), size)).toEqual(lines);
      expect(await rows(lines.join('\n'), size)).toEqual(lines);
    }),
  );
});

test('a byte order mark and white space before the array are no matter', async () => {
  expect(await rows('\uFEFF\n  [1,\n2]', 1)).toEqual(['1', '2']);
});

test('an array that is cut short comes line by line, so that each is refused by its number', async () => {
  expect(await rows('[\n{"id":1},\n{"id"')).toEqual(['[', '{"id":1},', '{"id"']);
});

test('an empty file has no rows', async () => {
  expect(await rows('')).toEqual([]);
  expect(await rows(' \n ')).toEqual([' ', ' ']);
});
