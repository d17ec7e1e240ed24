import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MemoryWeightCache } from '../../src/adapters/encoder/weight-cache.ts';
import {
  defaultCacheFolder,
  FolderWeightCache,
} from '../../src/adapters/encoder/weight-cache.node.ts';
import { failureOf, valueOf } from './value-of.ts';

const KEY = 'owner/model/0123abcd/onnx/vision_model.onnx';
const BYTES = Uint8Array.from({ length: 100_000 }, (_, at) => at % 253);
const HASH = createHash('sha256').update(BYTES).digest('hex');

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'weights-'))));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test.each([
  ['in a folder', () => new FolderWeightCache(folder)],
  ['in memory', () => new MemoryWeightCache()],
])('a file kept %s comes back whole with its hash, until it is removed', async (_, make) => {
  const cache = make();
  expect(await cache.read(KEY)).toBeNull();
  valueOf(await cache.write(KEY, new Blob([BYTES]), HASH));
  expect(await cache.read(KEY)).toEqual({ bytes: BYTES, sha256: HASH });
  expect(await cache.list()).toEqual([{ key: KEY, sizeBytes: BYTES.length, sha256: HASH }]);
  await cache.remove(KEY);
  expect(await cache.read(KEY)).toBeNull();
  expect(await cache.list()).toEqual([]);
});

test('the hash lies beside the file in the form that sha256sum reads', async () => {
  valueOf(await new FolderWeightCache(folder).write(KEY, new Blob([BYTES]), HASH));
  expect(readFileSync(join(folder, `${KEY}.sha256`), 'utf8')).toBe(`${HASH}  vision_model.onnx\n`);
});

test('a half file does not count and does not stay', async () => {
  const cache = new FolderWeightCache(folder);
  const cut = {
    size: 10,
    stream: () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(new Uint8Array(5));
          controller.error(new Error('cut'));
        },
      }),
  } as Blob;
  expect(failureOf(await cache.write(KEY, cut, HASH))).toMatchObject({
    stage: 'store',
    kind: 'unavailable',
  });
  expect(await cache.read(KEY)).toBeNull();
  const left = readdirSync(folder, { recursive: true, withFileTypes: true });
  expect(left.filter((each) => each.isFile())).toEqual([]);
});

test('a file without its hash, as a killed process leaves it, does not count', async () => {
  const cache = new FolderWeightCache(folder);
  valueOf(await cache.write(KEY, new Blob([BYTES]), HASH));
  rmSync(join(folder, `${KEY}.sha256`));
  expect(await cache.read(KEY)).toBeNull();
  expect(await cache.list()).toEqual([]);
});

test('a place that can not be written is told', async () => {
  writeFileSync(join(folder, 'file'), '');
  const failure = failureOf(
    await new FolderWeightCache(join(folder, 'file')).write(KEY, new Blob([BYTES]), HASH),
  );
  expect(failure).toMatchObject({ stage: 'store', kind: 'unavailable' });
});

test('the folder can be moved by the environment', () => {
  vi.stubEnv('SGP_ENCODERS', '/a/large/disk');
  expect(defaultCacheFolder()).toBe('/a/large/disk');
  vi.stubEnv('SGP_ENCODERS', undefined);
  vi.stubEnv('XDG_CACHE_HOME', undefined);
  vi.stubEnv('HOME', '/home/ada');
  expect(defaultCacheFolder()).toBe('/home/ada/.cache/sgp-playground/encoders');
});
