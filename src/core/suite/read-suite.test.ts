import { existsSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { aPlan } from '../../../tests/fixtures/a-plan.ts';
import { csvReader } from '../../adapters/suite/csv.ts';
import { slotsOf } from '../run/run-plan.ts';
import { readSuite, suiteIdOf, type ReadOptions, type SuiteReading } from './read-suite.ts';
import { wholeSuite } from './whole-suite.ts';

const OFFICIAL = '../shared/data/sgp-compbench-prompts.json';

async function* bytesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function read(
  content: string | Uint8Array,
  options: Partial<ReadOptions> & { name?: string } = {},
  size = 7,
) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const file = { name: options.name ?? null, bytes: bytesOf(bytes, size) };
  return readSuite(file, { csv: csvReader, ...options });
}

async function readingOf(...args: Parameters<typeof read>): Promise<SuiteReading> {
  const reading = await read(...args);
  if (!reading.ok) throw new Error(reading.failure.detail);
  return reading.value;
}

async function detailOf(...args: Parameters<typeof read>): Promise<string> {
  const reading = await read(...args);
  return reading.ok ? '' : reading.failure.detail;
}

const itemsOf = ({ suite }: SuiteReading) => [...suite.items.values()];

test.skipIf(!existsSync(OFFICIAL))(
  'F3: the official prompt file keeps all 3,200 ids though its prompts repeat, and is known by its items (skipped: file not here)',
  async () => {
    const text = readFileSync(OFFICIAL, 'utf8');
    const reading = await readingOf(text, { name: 'prompts (2).json' }, 65_536);
    expect(reading).toMatchObject({ shape: 'sgp-compbench', badCount: 0, duplicateIds: 0 });
    expect(reading.facts).toMatchObject({
      id: 'sgp-compbench',
      licence: 'MIT',
      references: 'none',
    });
    expect(reading.suite.items.size).toBe(3200);
    expect(reading.notices).toEqual([
      '3200 items have 2218 different prompts: items are told apart by id, and all are kept.',
    ]);
    expect(reading.facts.categories).toEqual(
      expect.arrayContaining([
        { category: 'binding', subcategory: 'color', items: 400 },
        { category: 'numeracy', subcategory: 'basic', items: 800 },
      ]),
    );
    expect(reading.suite.items.get('texture_binding_template_1')).toEqual({
      id: 'texture_binding_template_1',
      prompt: 'a marble baseball glove and a metallic zebra',
      category: 'binding',
      subcategory: 'texture',
      metadata: {
        gen_type: 'template',
        textures: ['marble', 'metallic'],
        nouns: ['baseball glove', 'zebra'],
      },
      referenceSvg: null,
      referencePicture: null,
    });

    // Written otherwise, the items are the same and so is their hash.
    const rows = JSON.parse(text) as unknown[];
    const jsonl = rows.map((row) => JSON.stringify(row)).join('\r\n');
    const again = await readingOf(`\uFEFF${jsonl}`, { name: 'other.jsonl' }, 65_536);
    expect(again.suite.sha256).toBe(reading.suite.sha256);
    expect(again.suite.id).toBe('sgp-compbench');
  },
);

test('F3: items that ask for the same in the same words are all kept, and all asked', async () => {
  const prompts = ['a red cat', 'two dogs', 'a red cat', 'a red cat', 'two dogs'];
  const rows = prompts.map((prompt, at) => ({ id: `item-${at}`, prompt }));
  const reading = await readingOf(JSON.stringify(rows));
  expect(itemsOf(reading).map(({ id, prompt }) => ({ id, prompt }))).toEqual(rows);
  expect(reading).toMatchObject({ badCount: 0, duplicateIds: 0 });
  expect(reading.notices).toEqual([
    '5 items have 2 different prompts: items are told apart by id, and all are kept.',
  ]);
  const slots = [...slotsOf(aPlan({ suite: reading.suite }))];
  expect(new Set(slots.map(({ id }) => id)).size).toBe(5);
});

const ROWS = [
  { id: 1, caption: 'a cat', svg: '<svg/>' },
  { id: 'b', caption: 'a “dog”\nasleep', svg: '<svg a="1"/>' },
];
const CSV = 'id,caption,svg\n1,a cat,<svg/>\nb,"a “dog”\nasleep","<svg a=""1""/>"\n';
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
const utf16be = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()); // prettier-ignore

test.each<[string, string | Uint8Array]>([
  ['a JSON array', JSON.stringify(ROWS)],
  ['an indented JSON array', JSON.stringify(ROWS, null, 2)],
  ['JSONL', ROWS.map((row) => JSON.stringify(row)).join('\n')],
  ['JSONL with CRLF and a byte order mark', `\uFEFF${ROWS.map((row) => JSON.stringify(row)).join('\r\n')}\r\n`], // prettier-ignore
  ['an object with rows inside', JSON.stringify({ data: ROWS, licence: [{ id: 9 }] })],
  ['CSV', CSV],
  ['CSV with semicolons', CSV.replaceAll(',', ';')],
  ['CSV with tabs, CRLF and a byte order mark', `\uFEFF${CSV.replaceAll(',', '\t')}`],
  ['UTF-16, little end first', utf16(JSON.stringify(ROWS))],
  ['UTF-16, big end first', utf16be(JSON.stringify(ROWS))],
  ['UTF-16 CSV', utf16(CSV)],
])('%s gives the same items, and the same hash', async (_, content) => {
  const reading = await readingOf(content);
  expect(reading).toMatchObject({ shape: 'sgp-object', badCount: 0 });
  expect(itemsOf(reading)).toMatchObject([
    { id: '1', prompt: 'a cat', referenceSvg: '<svg/>', category: 'object' },
    { id: 'b', prompt: 'a “dog”\nasleep', referenceSvg: '<svg a="1"/>' },
  ]);
  expect(reading.suite.sha256).toBe((await readingOf(JSON.stringify(ROWS))).suite.sha256);
});

test('SGP-Object’s file name is its id, and its description the prompt', async () => {
  const [item] = itemsOf(
    await readingOf('[{"file_name":"7.svg","description":"a bed","svg":"<svg/>"}]'),
  );
  expect(item).toMatchObject({ id: '7.svg', prompt: 'a bed', referenceSvg: '<svg/>' });
});

test('captions with SVG but without ids are named by their place, and this is said', async () => {
  const reading = await readingOf(
    '[{"caption":"a","svg":"<svg/>"},{"caption":"a","svg":"<svg/>"}]',
  );
  expect([...reading.suite.items.keys()]).toEqual(['row-1', 'row-2']);
  expect(reading.notices[0]).toMatch(/no ids/);
});

const COCO = {
  info: { year: 2017 },
  licenses: [{ url: 'http://example.org', id: 1, name: 'A licence' }],
  images: [
    { id: 42, file_name: '000000000042.jpg', height: 1, width: 1 },
    { id: 7, file_name: '000000000007.jpg', height: 1, width: 1 },
  ],
  annotations: [
    { image_id: 7, id: 1, caption: 'A cat on a mat.' },
    { image_id: 42, id: 2, caption: 'A dog.' },
    { image_id: 7, id: 3, caption: 'A sleeping cat.' },
  ],
};

test.each([
  ['its own order', COCO],
  ['captions before pictures', { annotations: COCO.annotations, images: COCO.images }],
])('COCO captions in %s: an item a picture, or an item a caption', async (_, file) => {
  const first = await readingOf(JSON.stringify(file));
  expect(first.facts.references).toBe('picture');
  expect(itemsOf(first)).toMatchObject([
    { id: '7', prompt: 'A cat on a mat.', referencePicture: { path: '000000000007.jpg' } },
    { id: '42', prompt: 'A dog.', referencePicture: { path: '000000000042.jpg' } },
  ]);
  const each = await readingOf(JSON.stringify(file), { captions: 'each' });
  expect([...each.suite.items.keys()]).toEqual(['7/1', '42/2', '7/3']);
});

test('captions one a row are keyed by their picture', async () => {
  const reading = await readingOf('[{"image_id":7,"caption":"A cat."}]');
  expect(itemsOf(reading)).toMatchObject([{ id: '7', category: 'scene' }]);
});

test('any table is read with a mapping, parts of objects and names of prototypes included', async () => {
  const rows = '{"q":{"en":"a cat"},"n":1,"__proto__":"x","constructor":"y"}\n';
  const mapping = {
    id: 'n',
    prompt: 'q.en',
    category: 'constructor',
    subcategory: null,
    referenceSvg: null,
    referencePicture: null,
    metadata: ['__proto__', 'toString'],
  };
  const [item] = itemsOf(await readingOf(rows, { mapping }));
  expect(item).toMatchObject({ id: '1', prompt: 'a cat', category: 'y' });
  expect(Object.entries(item!.metadata)).toEqual([['__proto__', 'x']]);
  expect(({} as { x?: unknown }).x).toBeUndefined();
});

test('a bad row is told by its place and stops no other', async () => {
  const lines = '{"id":1,"prompt":"a"}\n{oops\n\n[]\n{"id":2,"prompt":"  "}\n{"prompt":"x"}\n{"id":3,"prompt":"b"}'; // prettier-ignore
  const reading = await readingOf(lines);
  expect([...reading.suite.items.keys()]).toEqual(['1', '3']);
  expect(reading.badCount).toBe(4);
  expect(reading.badRows.map(({ place }) => place)).toEqual(['line 2', 'line 4', 'line 5', 'line 6']); // prettier-ignore
  expect(reading.badRows[0]).toMatchObject({ text: '{oops' });
  expect(reading.badRows.slice(1).map(({ reason }) => reason)).toEqual([
    'it is not a JSON object',
    'its prompt is empty',
    'it has no id',
  ]);
  const whole = wholeSuite(reading);
  expect(whole.ok ? '' : whole.failure.detail).toMatch(/line 2: it is not JSON.*and 3 more/);
});

test('F12: a line that nests too deep is refused alone, however long', async () => {
  const deep = `{"id":2,"prompt":"b","x":${'['.repeat(99)}${']'.repeat(99)}}`;
  const long = `{"id":3,"prompt":"c","x":"${'\\\\['.repeat(1_000_000)}"}`;
  const reading = await readingOf(`{"id":1,"prompt":"a"}\n${deep}\n${long}`, {}, 65_536);
  expect([...reading.suite.items.keys()]).toEqual(['1', '3']);
  expect(reading.badRows.map(({ reason }) => reason)).toEqual(['it nests too deep']);
});

test('a CSV row of another width is told; a comma at the end of each line is not', async () => {
  const reading = await readingOf('id,prompt,\n1,a cat,\n2\n3,b,c,d\n4,e,\n');
  expect([...reading.suite.items.keys()]).toEqual(['1', '4']);
  expect(reading.badRows.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
    'row 3: it has 1 cells, the header 3',
    'row 4: it has 4 cells, the header 3',
  ]);
});

test.each([
  ['keep-first', 'a'],
  ['keep-last', 'c'],
] as const)(
  'of an id that occurs again, %s says which item stays, and it is told',
  async (duplicates, kept) => {
    const rows = '[{"id":1,"prompt":"a"},{"id":2,"prompt":"b"},{"id":"1","prompt":"c"}]';
    const reading = await readingOf(rows, { duplicates });
    expect(reading).toMatchObject({ duplicateIds: 1, repeatedIds: ['1'] });
    expect(reading.suite.items.get('1')?.prompt).toBe(kept);
    const whole = wholeSuite(reading);
    expect(whole.ok ? '' : whole.failure.detail).toMatch(/1 ids occur again, e.g. "1"/);
  },
);

const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const bytes = (...values: number[]): Uint8Array =>
  Uint8Array.from([...values, ...Array.from({ length: 40 }, () => 32)]);

test.each<[string, string | Uint8Array, RegExp]>([
  ['nothing', '', /empty/],
  ['white space', ' \n\t\n', /empty/],
  ['an array of nothing', '[]', /no items/],
  ['an array of bad rows', '[1,2]', /no items: item 1 cannot be read.*1 more/],
  ['a header alone', 'id,prompt\n', /no items/],
  ['a ZIP archive', bytes(0x50, 0x4b, 3, 4), /ZIP archive/],
  ['gzip', bytes(0x1f, 0x8b), /gzip/],
  ['Parquet', bytes(0x50, 0x41, 0x52, 0x31), /Parquet/],
  ['a PNG', bytes(0x89, 0x50, 0x4e, 0x47), /PNG picture/],
  ['a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\n', /Git LFS/],
  ['a web page', '\n<!DOCTYPE html><html>', /web page/],
  ['a drawing', `<?xml version="1.0"?>\n${svg}`, /one SVG drawing/],
  ['other XML', '<items/>', /XML file/],
  ['bytes that are no text', bytes(0x61, 0x62, 0x63, 0), /NUL bytes/],
  ['a cut array', '[{"id":1,"prompt":"a"},{"id":2', /cut short/],
  ['an open quote', 'id,prompt\n1,"a\n', /never closed/],
  ['a record of a run', '{"format":"sgp-sample","id":"a"}', /records of a run/],
  ['answers', `[{"id":"a","svg":"${'<svg/>'}","success":true}]`, /holds answers/],
  ['answers of the object suite', '[{"file_name":"a","svgs":[],"success":[]}]', /holds answers/],
  ['a judge’s results', '{"results":[{"id":"a","score":50,"valid_svg":true}]}', /judge’s results/],
  [
    'COCO boxes',
    '{"annotations":[{"id":1,"image_id":2,"category_id":3,"bbox":[]}]}',
    /no captions/,
  ],
  ['unknown columns', '[{"question":"a","x":1}]', /question, x.*which of them is the prompt/],
  ['F12: depth', `[${'['.repeat(9999)}`, /nests deeper/],
])('%s is refused in words', async (_, content, reason) => {
  expect(await detailOf(content)).toMatch(reason);
});

test('Latin-1 is never read as something else: the byte is named, and choosing it reads it', async () => {
  const latin1 = Uint8Array.from(Buffer.from('id,prompt\n1,a caf\xe9\n', 'latin1'));
  expect(await detailOf(latin1)).toMatch(/not UTF-8: what stands near byte 19 .*Windows-1252/);
  const [item] = itemsOf(await readingOf(latin1, { encoding: 'windows-1252' }));
  expect(item?.prompt).toBe('a café');
});

test('a file that ends inside a character is told to be cut short', async () => {
  const cut = new TextEncoder().encode('id,prompt\n1,a café').slice(0, -1);
  expect(await detailOf(cut)).toMatch(/cut short/);
});

test('F4: aborting rejects with its reason, and progress counts bytes', async () => {
  const abort = new AbortController();
  const done: number[] = [];
  const rows = JSON.stringify(ROWS);
  const reading = read(rows, {
    signal: abort.signal,
    onBytes(count) {
      done.push(count);
      if (count > 35) abort.abort(new Error('enough'));
    },
  });
  await expect(reading).rejects.toThrow('enough');
  expect(done.slice(0, 3)).toEqual([7, 14, 21]);
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('F4: of 200 MB in 100,000 rows no more than the items is held', async () => {
  const heap = (): number => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  let most = 0;
  async function* rows(): AsyncGenerator<Uint8Array> {
    const before = heap();
    for (let id = 0; id < 100_000; id++) {
      const row = `{"id":${id},"prompt":"p${id}","junk":"${'x'.repeat(2000)}"}\n`;
      yield new TextEncoder().encode(row);
      if (id % 25_000 === 24_999) most = Math.max(most, heap() - before);
    }
  }
  const reading = await readSuite({ name: 'big.jsonl', bytes: rows() }, { csv: csvReader });
  expect(reading.ok && reading.value.suite.items.size).toBe(100_000);
  expect(most).toBeLessThan(100_000_000);
  // A busy machine takes its time over so much.
}, 180_000);

test.each([
  ['sgp compbench (1).json', 'sgp-compbench-1'],
  ['folder/naïve.tar.jsonl', 'naïve.tar'],
  [null, 'suite'],
  ['???.csv', 'suite'],
])('the file %j is the suite %j', (name, id) => {
  expect(suiteIdOf(name)).toBe(id);
});
