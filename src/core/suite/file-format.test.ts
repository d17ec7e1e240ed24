import { expect, test } from 'vitest';
import { fileFormatOf, topLevelMembers } from './file-format.ts';

test.each<[string, boolean, string | null, string]>([
  ['[{"id":1}]', true, null, 'json'],
  ['{"id":1}\n{"id":2}', true, null, 'jsonl'],
  ['{"id":1}', true, null, 'jsonl'],
  ['{"id":1,"svg":"<svg', false, null, 'jsonl'],
  ['{"results":[{"id":1}]}', true, null, 'json'],
  ['{"info":{"year":2017},"images":[{"id":1', false, null, 'json'],
  ['{"results":[1]}\n{"results":[2]}', true, null, 'jsonl'],
  ['{\n  "examples": [\n', false, null, 'json'],
  ['{"format":"sgp-suite","title":"a', false, null, 'json'],
  ['{"format":"sgp-sample","id":"a"}', true, null, 'jsonl'],
  ['id,prompt\n', true, null, 'csv'],
  ['{name},prompt\n', true, 'a.CSV', 'csv'],
])('%j (all of it: %s, named %s) is %s', (head, isWhole, name, format) => {
  expect(fileFormatOf(head, isWhole, name)).toBe(format);
});

test('members of an object are told by name and kind, those of its parts are not', () => {
  const text = '{"a":"x, \\"y\\"","b":{"c":[1]},"d":[{"e":2}],"f":null} rest';
  const { members, end } = topLevelMembers(text);
  expect(Object.fromEntries(members)).toEqual({
    a: { kind: 'text', text: 'x, \\"y\\"' },
    b: { kind: 'object', text: '' },
    d: { kind: 'array', text: '' },
    f: { kind: 'other', text: '' },
  });
  expect(text.slice(end!)).toBe(' rest');
});
