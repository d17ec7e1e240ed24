/** Puts a suite together item by item, and hashes it on the way. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { itemToLine } from './item-line.ts';
import type { Suite, SuiteItem } from './suite.ts';

/** What becomes of an id that has been taken (cases.md F2). */
export type DuplicateRule = 'keep-first' | 'keep-last';

const encoder = new TextEncoder();

export class SuiteBuilder {
  readonly #rule: DuplicateRule;
  readonly #items = new Map<string, SuiteItem>();
  readonly #prompts = new Set<string>();

  constructor(rule: DuplicateRule = 'keep-first') {
    this.#rule = rule;
  }

  /** @returns whether the id was new; else the rule has said which of the two stays */
  add(item: SuiteItem): boolean {
    const isNew = !this.#items.has(item.id);
    // A later one takes the place of the earlier in the order, too.
    if (isNew || this.#rule === 'keep-last') this.#items.set(item.id, item);
    this.#prompts.add(item.prompt);
    return isNew;
  }

  get size(): number {
    return this.#items.size;
  }

  /** Prompts that differ; fewer than items in SGP-CompBench. */
  get distinctPrompts(): number {
    return this.#prompts.size;
  }

  finish(id: string): Suite {
    return { id, sha256: itemsSha256(this.#items.values()), items: this.#items };
  }
}

/** @returns SHA-256 of the items' lines, each with its line feed: 64 lower-case hex digits */
export function itemsSha256(items: Iterable<SuiteItem>): string {
  const hash = sha256.create();
  for (const item of items) hash.update(encoder.encode(`${itemToLine(item)}\n`));
  return bytesToHex(hash.digest());
}

/** A suite of items made here, whose ids are known to differ. @throws RangeError where they do not */
export function suiteOf(id: string, items: Iterable<SuiteItem>): Suite {
  const builder = new SuiteBuilder();
  for (const item of items)
    if (!builder.add(item)) throw new RangeError(`The id "${item.id}" occurs twice.`);
  return builder.finish(id);
}
