import { expect, test } from 'vitest';
import { columnNames, csvDialectOf } from './csv.ts';

test.each([
  ['id,prompt\n1,a cat\n', ','],
  ['id;prompt\n1;a cat, a dog\n2;one, two, three\n', ';'],
  ['id\tprompt\n1\ta cat, a dog\n', '\t'],
  ['"a, b, c, d";prompt\n', ';'],
  ['prompt\na cat\n', ','],
  ['', ','],
])('the delimiter of %j is told by its header', (text, delimiter) => {
  expect(csvDialectOf(text)).toEqual({ delimiter, newline: '\n' });
});

test('columns without a name are called by their place, those of one name are numbered', () => {
  expect(columnNames(['id', '', ' id ', 'id'])).toEqual(['id', 'column 2', 'id (2)', 'id (3)']);
});

test('lines that end in a bare carriage return are told', () => {
  expect(csvDialectOf('id,b\r1,x\r').newline).toBe('\r');
  expect(csvDialectOf('id,b\r\n1,x').newline).toBe('\n');
});
