import 'fake-indexeddb/auto';
import { createHash } from 'node:crypto';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MemoryEmbeddingCache } from '../../core/embedding/memory-embedding-cache.ts';
import type { EmbeddingCache } from '../../core/ports/embedding-cache.ts';
import { FileEmbeddingCache } from './file-embedding-cache.node.ts';
import { OffsetTable } from './offset-table.ts';
import { PageEmbeddingCache } from './page-embedding-cache.ts';

const keyOf = (name: string): string =>
  createHash('sha256').update(name).digest('hex').slice(0, 32);
const bytesOf = (...values: number[]) => Uint8Array.from(values);
const vector = (seed: number, length = 2048) =>
  Uint8Array.from({ length }, (_, index) => (seed * 31 + index * 7) % 256);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sgp-cache-'));
  globalThis.indexedDB = new IDBFactory();
});
let open: FileEmbeddingCache[] = [];
const inFolder = (path = folder): FileEmbeddingCache => {
  const cache = new FileEmbeddingCache(path);
  open.push(cache);
  return cache;
};
afterEach(async () => {
  for (const cache of open) await cache.close();
  open = [];
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

const kinds: [string, () => EmbeddingCache][] = [
  ['in memory', () => new MemoryEmbeddingCache()],
  ['in a folder', () => inFolder()],
  ['in the page', () => new PageEmbeddingCache()],
];

describe.each(kinds)('kept %s', (_, make) => {
  test('what was put is found, before and after it is written, and nothing else is', async () => {
    const cache = make();
    const values = Array.from({ length: 300 }, (_, index) => vector(index, 100 + index * 20));
    values.forEach((value, index) => cache.put(keyOf(`v${index}`), value));
    for (let round = 0; round < 2; round++) {
      for (const [index, value] of values.entries())
        expect(Buffer.from((await cache.get(keyOf(`v${index}`)))!).equals(value)).toBe(true);
      await cache.flush();
    }
    expect(await cache.get(keyOf('other'))).toBeNull();
  });
});

test.each(kinds.slice(1))('kept %s, it is there for the next session', async (_, make) => {
  const first = make();
  first.put(keyOf('a'), bytesOf(1, 2, 3));
  await first.flush();
  expect(await make().get(keyOf('a'))).toEqual(bytesOf(1, 2, 3));
});

test('several processes share a folder, each with a file of its own', async () => {
  const caches = [1, 2, 3].map(() => new FileEmbeddingCache(folder));
  await Promise.all(
    caches.map(async (cache, index) => {
      cache.put(keyOf(`own ${index}`), bytesOf(index));
      await cache.close();
    }),
  );
  expect(readdirSync(folder)).toHaveLength(3);
  const all = inFolder();
  for (const index of [0, 1, 2])
    expect(await all.get(keyOf(`own ${index}`))).toEqual(bytesOf(index));
  all.put(keyOf('own 1'), bytesOf(9));
  await all.close();
  expect(readdirSync(folder)).toHaveLength(3);
});

test('cut or spoiled anywhere, a file gives what is whole and never something wrong', async () => {
  const names = ['a', 'b', 'c'];
  const cache = new FileEmbeddingCache(folder);
  names.forEach((name, index) => cache.put(keyOf(name), vector(index, 40)));
  await cache.close();
  const [name] = readdirSync(folder);
  const path = join(folder, name!);
  const whole = readFileSync(path);
  const found = async () => {
    const again = new FileEmbeddingCache(folder);
    const values = await Promise.all(names.map((one) => again.get(keyOf(one))));
    await again.close();
    for (const [index, value] of values.entries())
      if (value !== null) expect(value).toEqual(vector(index, 40));
    return values.filter((value) => value !== null).length;
  };
  expect(await found()).toBe(3);
  for (let end = 0; end < whole.length; end += 5) {
    truncateSync(path, end);
    expect(await found()).toBe(Math.floor(end / 64));
    writeFileSync(path, whole);
  }
  for (let at = 0; at < whole.length; at += 3) {
    const spoiled = Buffer.from(whole);
    spoiled[at]! ^= 0xff;
    writeFileSync(path, spoiled);
    expect(await found()).toBeLessThan(4);
  }
});

test('a folder that cannot be written costs nothing but time', async () => {
  writeFileSync(join(folder, 'file'), '');
  const cache = inFolder(join(folder, 'file', 'cache'));
  cache.put(keyOf('a'), bytesOf(1));
  await cache.flush();
  expect(await cache.get(keyOf('a'))).toBeNull();
  await cache.close();
});

test('without a database, or on a full disk, the page encodes again', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  const cache = new PageEmbeddingCache();
  cache.put(keyOf('a'), bytesOf(1));
  await cache.flush();
  expect(await cache.get(keyOf('a'))).toBeNull();
});

test('in memory the oldest go first, and the bound holds', async () => {
  const cache = new MemoryEmbeddingCache(100);
  for (const name of ['a', 'b', 'c']) cache.put(keyOf(name), vector(1, 40));
  expect(await cache.get(keyOf('a'))).toBeNull();
  expect(await cache.get(keyOf('b'))).not.toBeNull();
});

test('the table of offsets is a map in which the first of a key counts', () => {
  const names = fc.array(fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.nat()), {
    maxLength: 6000,
  });
  fc.assert(
    fc.property(names, (entries) => {
      const table = new OffsetTable();
      const model = new Map<string, number>();
      for (const [name, place] of entries) {
        const key = keyOf(String(name));
        table.add(key, place);
        if (!model.has(key)) model.set(key, place);
      }
      expect(table.size).toBe(model.size);
      for (const [key, place] of model) expect(table.get(key)).toBe(place);
      expect(table.get(keyOf('none'))).toBeNull();
    }),
    { numRuns: 20 },
  );
});
