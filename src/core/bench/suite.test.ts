import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseResponseLine } from './response-line.ts';
import { parseSuite } from './suite.ts';

const OFFICIAL = '../shared/data/sgp-compbench-prompts.json';

test.skipIf(!existsSync(OFFICIAL))(
  'the official prompt file keeps all 3,200 ids though its prompts repeat (skipped: file not here)',
  () => {
    const suite = parseSuite(readFileSync(OFFICIAL, 'utf8'), 'sgp-compbench', 'x');
    expect(suite.ok && suite.value.items.size).toBe(3200);
    const prompts = suite.ok ? [...suite.value.items.values()].map(({ prompt }) => prompt) : [];
    expect(new Set(prompts).size).toBe(2218);
  },
);

test('JSONL, a JSON array and captions are all read', () => {
  const rows = [
    { id: 1, caption: 'a cat', svg: '<svg/>' },
    { id: 'b', prompt: 'a dog' },
  ];
  for (const text of [JSON.stringify(rows), rows.map((row) => JSON.stringify(row)).join('\n')]) {
    const suite = parseSuite(`\uFEFF${text}`, 's', 'x');
    expect(suite.ok && [...suite.value.items.values()]).toEqual([
      { id: '1', prompt: 'a cat', referenceSvg: '<svg/>' },
      { id: 'b', prompt: 'a dog', referenceSvg: null },
    ]);
  }
});

test.each([
  ['[]', /no items/],
  ['[{"id":1}]', /item 1 has no/],
  ['[{"id":1,"prompt":"a"},{"id":"1","prompt":"b"}]', /occurs twice/],
  ['{"id":1,"prompt":"a"}\n{oops', /line 2 is not JSON/],
])('%s is refused', (text, reason) => {
  const suite = parseSuite(text, 's', 'x');
  expect(suite.ok ? '' : suite.failure.detail).toMatch(reason);
});

test.each([
  ['{', /not JSON/],
  ['3', /not a JSON object/],
  ['{"svg":"<svg/>"}', /"id" is missing/],
  ['{"id":"a","sample":-1,"svg":""}', /"sample"/],
  ['{"id":"a"}', /neither/],
])('the response line %s is refused', (line, reason) => {
  const reading = parseResponseLine(line);
  expect(reading.ok ? '' : reading.reason).toMatch(reason);
});
