/** Writes `starter/`; look at the pictures before you keep them. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { itemsText, manifestHeadText } from '../../src/core/suite/manifest.ts';
import { makeStarter } from './make-starter.ts';

const OBJECTS = new URL('../objects/', import.meta.url);
const STARTER = new URL('starter/', import.meta.url);

test('starter is written', async () => {
  const paths = (await readdir(OBJECTS, { recursive: true })).filter((path) =>
    path.endsWith('.svg'),
  );
  const files: Record<string, string> = {};
  for (const path of paths) files[path] = await readFile(new URL(path, OBJECTS), 'utf8');
  const { suite, facts } = makeStarter(files);
  expect(suite.items.size).toBe(60);
  await writeFile(new URL('items.jsonl', STARTER), itemsText(suite));
  await writeFile(new URL('manifest.json', STARTER), manifestHeadText(facts, 'items.jsonl'));
});
