/** The manifest: a suite as a file of this app, told in docs/suites.md. */
import * as v from 'valibot';
import { EXTRACTION_RULES } from '../program/candidate.ts';
import { isObject } from './fields.ts';
import { itemToLine } from './item-line.ts';
import type { SuiteItem, Suite } from './suite.ts';
import { suiteOf } from './suite-builder.ts';
import { categoriesOf, referencesOf, type SuiteFacts } from './suite-facts.ts';
import { Unreadable } from './unreadable.ts';

export const SUITE_FORMAT = 'sgp-suite';
export const SUITE_FORMAT_VERSION = 1;

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'no SHA-256 in lower-case hex'));
const name = v.pipe(v.string(), v.nonEmpty('empty'));
const nullableText = v.nullable(v.string());

const itemSchema = v.object({
  id: name,
  prompt: v.pipe(v.string(), v.regex(/\S/, 'empty')),
  category: v.optional(nullableText, null),
  subcategory: v.optional(nullableText, null),
  // Not `v.record`, which leaves out names such as `constructor`.
  metadata: v.optional(v.custom<SuiteItem['metadata']>(isObject, 'no object'), {}),
  referenceSvg: v.optional(nullableText, null),
  referencePicture: v.optional(
    v.nullable(v.object({ path: name, sha256: v.optional(v.nullable(sha256), null) })),
    null,
  ),
});

const scoringSchema = v.object({
  id: name,
  extraction: v.picklist(EXTRACTION_RULES),
  repair: v.picklist(['mend', 'namespace-only', 'none']),
  invalid: v.picklist(['zero', 'omit', 'white', 'black']),
  samples: v.pipe(v.number(), v.integer(), v.minValue(1)),
  temperature: v.nullable(v.number()),
  topP: v.nullable(v.number()),
  maxTokens: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  askAgainWithoutProgram: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** A name alone: what lies elsewhere is none of a manifest's business. */
const ITEMS_FILE = /^[\w-][\w.-]*\.jsonl$/;

const manifestSchema = v.object({
  format: v.literal(SUITE_FORMAT),
  formatVersion: v.literal(SUITE_FORMAT_VERSION),
  id: name,
  title: name,
  version: name,
  licence: nullableText,
  source: nullableText,
  task: v.literal('text-to-svg'),
  references: v.picklist(['none', 'svg', 'picture', 'mixed']),
  scoring: scoringSchema,
  categories: v.array(
    v.object({ category: nullableText, subcategory: nullableText, items: v.number() }),
  ),
  sha256,
  /** The items themselves, or the name of a JSONL file beside the manifest. */
  items: v.custom<unknown[] | string>(
    (items) => Array.isArray(items) || (typeof items === 'string' && ITEMS_FILE.test(items)),
    'neither a list nor the name of a JSONL file beside it',
  ),
});

export type Manifest = v.InferOutput<typeof manifestSchema>;

/**
 * @param itemsText what the file beside the manifest holds; `null` where it is not at hand
 * @throws Unreadable, naming the field, the version or both hashes
 */
export function readManifest(
  text: string,
  itemsText: string | null,
): { suite: Suite; facts: SuiteFacts } {
  return suiteIn(parseManifest(text), itemsText);
}

/** As `readManifest`, of a manifest that has been parsed. */
export function suiteIn(
  manifest: Manifest,
  itemsText: string | null,
): { suite: Suite; facts: SuiteFacts } {
  const rows =
    typeof manifest.items === 'string' ? rowsIn(manifest.items, itemsText) : manifest.items;
  const items = rows.map((row, at) => itemOf(row, at + 1));
  const suite = suiteWithoutRepeats(manifest.id, items);
  if (suite.sha256 !== manifest.sha256)
    throw new Unreadable(
      `The items are not those of the manifest: their SHA-256 is ${suite.sha256}, the manifest says ${manifest.sha256}.`,
    );
  const facts: SuiteFacts = {
    id: manifest.id,
    title: manifest.title,
    version: manifest.version,
    licence: manifest.licence,
    source: manifest.source,
    task: manifest.task,
    references: referencesOf(suite.items.values()),
    scoring: manifest.scoring,
    categories: categoriesOf(suite.items.values()),
    sha256: suite.sha256,
  };
  return { suite, facts };
}

/** Name of the file beside the manifest that holds the items; `null` where they are inside. */
export const itemsFileOf = ({ items }: Manifest): string | null =>
  typeof items === 'string' ? items : null;

/** One file, items included; reading it and writing it again gives the same text. */
export function manifestText(suite: Suite, facts: SuiteFacts): string {
  const lines = [...suite.items.values()].map((item) => `    ${itemToLine(item)}`);
  return headText(facts, `[\n${lines.join(',\n')}\n  ]`);
}

/** @param itemsFile name of the JSONL file beside it, which holds `itemsText` */
export const manifestHeadText = (facts: SuiteFacts, itemsFile: string): string =>
  headText(facts, JSON.stringify(itemsFile));

/** JSONL: its SHA-256 is the suite's. */
export const itemsText = ({ items }: Suite): string =>
  [...items.values()].map((item) => `${itemToLine(item)}\n`).join('');

function headText(facts: SuiteFacts, items: string): string {
  const head = JSON.stringify(
    { format: SUITE_FORMAT, formatVersion: SUITE_FORMAT_VERSION, ...facts },
    null,
    2,
  );
  return `${head.slice(0, -2)},\n  "items": ${items}\n}\n`;
}

/** @throws Unreadable where a field or the version is at fault; the items are not looked at */
export function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Unreadable(`The manifest is not JSON: ${(error as Error).message}`);
  }
  const version = isObject(value) ? value.formatVersion : null;
  if (typeof version === 'number' && version > SUITE_FORMAT_VERSION)
    throw new Unreadable(
      `The suite was written by a newer version of this app (suite format ${version}, this one reads ${SUITE_FORMAT_VERSION}).`,
      'newer-version',
    );
  const result = v.safeParse(manifestSchema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Unreadable(`The manifest’s ${v.getDotPath(issue) ?? 'content'}: ${issue.message}`);
}

function rowsIn(file: string, text: string | null): unknown[] {
  if (text === null)
    throw new Unreadable(
      `The manifest keeps its items in ${file}: choose a manifest that has them inside, or open ${file} itself.`,
    );
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(jsonOf);
}

/** @param place from 1 */
function itemOf(row: unknown, place: number): SuiteItem {
  const result = v.safeParse(itemSchema, row, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Unreadable(`Item ${place}, ${v.getDotPath(issue) ?? 'all of it'}: ${issue.message}.`);
}

function jsonOf(line: string, at: number): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Unreadable(`Line ${at + 1} of the items is not JSON: ${(error as Error).message}`);
  }
}

function suiteWithoutRepeats(id: string, items: readonly SuiteItem[]): Suite {
  try {
    return suiteOf(id, items);
  } catch (error) {
    if (error instanceof RangeError) throw new Unreadable(`${error.message} Ids must differ.`);
    throw error;
  }
}
