import { expect, test } from 'vitest';
import { csvReader } from '../../adapters/suite/csv.ts';
import { inspectFile } from './inspect-file.ts';
import { readSuite } from './read-suite.ts';

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

const look = async (text: string) => {
  const insight = await inspectFile({ name: null, bytes: bytesOf(text) }, { csv: csvReader });
  if (!insight.ok) throw new Error(insight.failure.detail);
  return insight.value;
};

test('a table shows its columns with examples, its first rows, and a mapping to correct', async () => {
  const text =
    'Nr;Instruction;target;kind;note\n1;"a cat;\nasleep";<svg a="1"/>;animal;\n2;a dog;<svg/>;animal;\n';
  const insight = await look(text);
  expect(insight).toMatchObject({
    format: 'csv',
    dialect: { delimiter: ';' },
    encoding: 'utf-8',
    shape: 'table',
  });
  expect(insight.columns.map(({ name, filled }) => [name, filled])).toEqual([
    ['Nr', 2],
    ['Instruction', 2],
    ['target', 2],
    ['kind', 2],
    ['note', 0],
  ]);
  expect(insight.columns[1]?.examples).toEqual(['a cat; asleep', 'a dog']);
  expect(insight.rows[0]).toEqual({ place: 'row 2', cells: ['1', 'a cat; asleep', '<svg a="1"/>', 'animal', ''] }); // prettier-ignore
  expect(insight.mapping).toEqual({
    id: null,
    prompt: 'Instruction',
    category: 'kind',
    subcategory: null,
    referenceSvg: 'target',
    referencePicture: null,
    metadata: [],
  });

  const mapping = { ...insight.mapping!, id: 'Nr' };
  const reading = await readSuite({ name: 'x', bytes: bytesOf(text) }, { csv: csvReader, mapping });
  expect(reading.ok && [...reading.value.suite.items.keys()]).toEqual(['1', '2']);
});

test('parts of objects are columns, and pictures are told by their names', async () => {
  const { mapping, columns } = await look(
    '{"key":"a","input":{"text":"a bird in flight"},"file":"a.JPG"}\n',
  );
  expect(columns.map(({ name }) => name)).toEqual(['key', 'input.text', 'file']);
  expect(mapping).toMatchObject({ id: 'key', prompt: 'input.text', referencePicture: 'file' });
});

test('a table of numbers has no prompt to guess', async () => {
  expect((await look('a,b\n1,2\n')).mapping).toBeNull();
});

test.each([
  ['[{"id":1,"prompt":"a","major_type":"b","minor_type":"c"}]', 'sgp-compbench'],
  ['[{"description":"a","svg":"<svg/>"}]', 'sgp-object'],
  ['{"licenses":[{"id":1}],"images":[{"id":1,"file_name":"a"}]}', 'coco-captions'],
  ['{"format":"sgp-suite","items":[]}', 'sgp-suite'],
  ['id,caption\n1,a\n', 'items'],
] as const)('%s is told to be %s', async (text, shape) => {
  expect(await look(text)).toMatchObject({ shape });
});

test('no more is read than is shown', async () => {
  let read = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (; read < 1000; read++)
      yield new TextEncoder().encode(`{"id":${read},"prompt":"${'x'.repeat(65_536)}"}\n`);
  }
  await inspectFile({ name: null, bytes: endless() }, { csv: csvReader });
  expect(read).toBeLessThan(100);
});

test('a hundred thousand columns are looked at, two hundred are offered', async () => {
  const names = Array.from({ length: 100_000 }, (_, at) => `c${at}`);
  const { columns } = await look(`${names.join()}\n${names.join()}\n`);
  expect(columns).toHaveLength(200);
});
