import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemToLine } from './item-line.ts';
import {
  itemsFileOf,
  itemsText,
  manifestHeadText,
  manifestText,
  parseManifest,
  readManifest,
} from './manifest.ts';
import { PLAYGROUND_RULE } from './scoring-rule.ts';
import type { Json, SuiteItem } from './suite.ts';
import { itemsSha256, suiteOf } from './suite-builder.ts';
import { factsOf } from './suite-facts.ts';

const words = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.trim() !== '');

const item: fc.Arbitrary<SuiteItem> = fc.record({
  id: words,
  prompt: words,
  category: fc.option(fc.string()),
  subcategory: fc.option(fc.string()),
  metadata: fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Json>),
  referenceSvg: fc.option(fc.string()),
  referencePicture: fc.option(fc.record({ path: words, sha256: fc.constant(null) })),
});

const items = fc.uniqueArray(item, { selector: ({ id }) => id, minLength: 1, maxLength: 6 });

const GIVEN = {
  id: 's',
  title: 'S',
  version: '1',
  licence: 'MIT',
  source: null,
  scoring: PLAYGROUND_RULE,
};

const written = (list: SuiteItem[]) => {
  const suite = suiteOf('s', list);
  return { suite, facts: factsOf(suite, GIVEN) };
};

const A: SuiteItem = {
  id: 'a',
  prompt: 'a cat',
  category: 'object',
  subcategory: null,
  metadata: { b: [1, { d: 1, c: null }], a: true },
  referenceSvg: '<svg/>',
  referencePicture: null,
};

test('F14: a suite that is written is read back, and writing it again gives the same text', () => {
  fc.assert(
    fc.property(items, (list) => {
      const { suite, facts } = written(list);
      const text = manifestText(suite, facts);
      const again = readManifest(text, null);
      expect(again.suite.sha256).toBe(suite.sha256);
      expect([...again.suite.items.values()].map(itemToLine)).toEqual(list.map(itemToLine));
      expect(manifestText(again.suite, again.facts)).toBe(text);
    }),
  );
});

test('items may lie in a file beside it, whose hash is the suite’s', () => {
  const { suite, facts } = written([A]);
  const head = manifestHeadText(facts, 'items.jsonl');
  expect(itemsFileOf(parseManifest(head))).toBe('items.jsonl');
  expect(readManifest(head, itemsText(suite))).toEqual({ suite, facts });
  expect(itemsFileOf(parseManifest(manifestText(suite, facts)))).toBeNull();
});

test('the order of names inside metadata changes no hash, any other change does', () => {
  const shuffled = { ...A, metadata: { a: true, b: [1, { c: null, d: 1 }] } };
  expect(itemsSha256([shuffled])).toBe(itemsSha256([A]));
  for (const change of [
    { prompt: 'a  cat' },
    { category: null },
    { referenceSvg: null },
    { metadata: {} },
  ])
    expect(itemsSha256([{ ...A, ...change }])).not.toBe(itemsSha256([A]));
});

const refusal = (text: string, beside: string | null = null): string => {
  try {
    readManifest(text, beside);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

test.each<[string, (manifest: Record<string, unknown>) => unknown, RegExp]>([
  ['F13: a later format', (manifest) => ({ ...manifest, formatVersion: 2 }), /newer version.*format 2, this one reads 1/], // prettier-ignore
  ['another task', (manifest) => ({ ...manifest, task: 'svg-to-text' }), /task: .*"text-to-svg"/],
  ['no title', (manifest) => ({ ...manifest, title: undefined }), /title/],
  ['an unknown rule', (manifest) => ({ ...manifest, scoring: { ...PLAYGROUND_RULE, invalid: 'half' } }), /scoring\.invalid/], // prettier-ignore
  ['other items', (manifest) => ({ ...manifest, items: [{ ...A, prompt: 'a dog' }] }), /SHA-256 is [0-9a-f]{64}, the manifest says/], // prettier-ignore
  ['an id twice', (manifest) => ({ ...manifest, items: [A, A] }), /"a" occurs twice/],
  ['an empty prompt', (manifest) => ({ ...manifest, items: [{ ...A, prompt: ' ' }] }), /empty/],
  ['a file elsewhere', (manifest) => ({ ...manifest, items: '../x.jsonl' }), /beside it/],
  ['a file that is not at hand', (manifest) => ({ ...manifest, items: 'x.jsonl' }), /keeps its items in x\.jsonl/], // prettier-ignore
])('%s is refused in words', (_, change, reason) => {
  const { suite, facts } = written([A]);
  const manifest = JSON.parse(manifestText(suite, facts)) as Record<string, unknown>;
  expect(refusal(JSON.stringify(change(manifest)))).toMatch(reason);
});

test.each([
  ['{', /not JSON/],
  ['null', /content/],
])('%s is no manifest', (text, reason) => {
  expect(refusal(text)).toMatch(reason);
});
