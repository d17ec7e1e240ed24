import { copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aSuite } from '../../../tests/fixtures/a-plan.ts';
import type { Suite, SuiteItem } from '../../core/suite/suite.ts';
import { DiskPictures } from './disk-pictures.node.ts';

const PICTURES = fileURLToPath(new URL('../../../tests/fixtures/pictures/', import.meta.url));

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sgp-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** An item a path, `item-0`, `item-1`, … */
function suiteOf(...paths: string[]): Suite {
  const { items, ...suite } = aSuite(paths.length);
  const pictured = [...items.values()].map((item, at): [string, SuiteItem] => [
    item.id,
    { ...item, referencePicture: { path: paths[at]!, sha256: null } },
  ]);
  return { ...suite, items: new Map(pictured) };
}

const put = (name: string, at: string): void => {
  mkdirSync(dirname(join(folder, at)), { recursive: true });
  copyFileSync(join(PICTURES, name), join(folder, at));
};

const item = (suite: Suite, at = 0): SuiteItem => suite.items.get(`item-${at}`)!;

async function reason(pictures: DiskPictures, of: SuiteItem): Promise<string> {
  const raster = await pictures.read(of);
  return raster.ok ? '' : raster.failure.detail;
}

test('a picture is found in any folder below, by its name, and squashed to 224 x 224', async () => {
  put('photo.jpg', 'val2017/000000000139.JPG');
  const suite = suiteOf('coco/000000000139.jpg');
  const pictures = await DiskPictures.inFolder(suite, folder);
  expect(await pictures.hashOf(item(suite))).toMatch(/^[0-9a-f]{64}$/);
  const raster = await pictures.read(item(suite));
  expect(raster).toMatchObject({ ok: true, value: { widthPx: 224, heightPx: 224 } });
});

test('a missing one, and one of two, have no hash but a reason', async () => {
  put('photo.jpg', 'a/twice.jpg');
  put('grey.jpg', 'b/twice.jpg');
  const suite = suiteOf('gone.jpg', 'twice.jpg');
  const pictures = await DiskPictures.inFolder(suite, folder);
  expect(await pictures.hashOf(item(suite, 0))).toBeNull();
  expect(await reason(pictures, item(suite, 0))).toBe(
    'The picture gone.jpg of item “item-0” is not in the folder.',
  );
  expect(await reason(pictures, item(suite, 1))).toMatch(/stands for more than one file/);
});

test('a broken one has a hash and a reason; a huge file is not read at all', async () => {
  put('cut.jpg', 'cut.jpg');
  writeFileSync(join(folder, 'huge.jpg'), '');
  truncateSync(join(folder, 'huge.jpg'), 2 ** 30);
  const suite = suiteOf('cut.jpg', 'huge.jpg');
  const pictures = await DiskPictures.inFolder(suite, folder);
  expect(await pictures.hashOf(item(suite, 0))).not.toBeNull();
  expect(await reason(pictures, item(suite, 0))).toMatch(/cut\.jpg is broken/);
  expect(await pictures.hashOf(item(suite, 1))).toBeNull();
  expect(await reason(pictures, item(suite, 1))).toMatch(/huge\.jpg has 1024 MiB/);
});

test('one that is taken away while it runs has a reason', async () => {
  put('photo.jpg', 'a.jpg');
  const suite = suiteOf('a.jpg');
  const pictures = await DiskPictures.inFolder(suite, folder);
  rmSync(join(folder, 'a.jpg'));
  expect(await pictures.hashOf(item(suite))).toBeNull();
  expect(await reason(pictures, item(suite))).toMatch(/cannot be read/);
});

test('beside a suite only what it names is looked at, and nothing outside its folder', async () => {
  put('photo.jpg', 'suite/images/a.jpg');
  put('photo.jpg', 'suite/b.jpg');
  put('photo.jpg', 'suite/elsewhere/c.jpg');
  put('photo.jpg', 'secret.jpg');
  const suite = suiteOf('images/a.jpg', 'images/b.jpg', 'c.jpg', '../secret.jpg');
  const { match } = await DiskPictures.beside(suite, join(folder, 'suite'));
  expect([...match.found.keys()]).toEqual(['item-0', 'item-1']);
  expect(match.missing).toEqual(['item-2', 'item-3']);
});

test('a folder that is not there is said', async () => {
  const nowhere = join(folder, 'nowhere');
  await expect(DiskPictures.inFolder(suiteOf('a.jpg'), nowhere)).rejects.toThrow(/no folder/);
});
