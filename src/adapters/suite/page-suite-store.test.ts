import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { generateComposition } from '../../core/suite/composition/generate-composition.ts';
import { PageSuiteStore, SUITE_DATABASE } from './page-suite-store.ts';

const kept = generateComposition(7, 9);
const { sha256 } = kept.suite;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test('a suite comes back item for item after a reload, and its facts without it', async () => {
  expect(await new PageSuiteStore().keep(kept)).toEqual({ ok: true, value: undefined });
  const reloaded = new PageSuiteStore();
  expect(await reloaded.facts(sha256)).toEqual(kept.facts);
  expect(await reloaded.find(sha256)).toEqual({ ok: true, value: kept });
});

test('a suite that is not kept, or was cleared away, is not found', async () => {
  const store = new PageSuiteStore();
  expect(await store.find(sha256)).toEqual({ ok: true, value: null });
  await store.keep(kept);
  expect(await store.clear()).toEqual({ ok: true, value: undefined });
  expect(await store.find(sha256)).toEqual({ ok: true, value: null });
  expect(await store.facts(sha256)).toBeNull();
});

test('without a database it is kept for as long as the tab lives, and says so', async () => {
  globalThis.indexedDB = { open: () => { throw new DOMException('denied', 'SecurityError'); } } as unknown as IDBFactory; // prettier-ignore
  const store = new PageSuiteStore();
  expect((await store.keep(kept)).ok).toBe(false);
  expect(await store.find(sha256)).toEqual({ ok: true, value: kept });
});

test('items that were tampered with are not taken for the suite', async () => {
  await new PageSuiteStore().keep(kept);
  const { openDB } = await import('idb');
  const database = await openDB(SUITE_DATABASE);
  const row = await database.get('suites', sha256);
  const prompt = kept.suite.items.values().next().value!.prompt;
  await database.put('suites', { ...row, manifest: row.manifest.replace(prompt, 'a cat') });
  database.close();
  expect(await new PageSuiteStore().find(sha256)).toMatchObject({ ok: false, failure: { kind: 'unreadable' } }); // prettier-ignore
});
