/** The bundled suite and what it is made from belong together. */
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { makeStarter } from '../../benchmarks/suites/make-starter.ts';
import { readManifest } from '../../src/core/suite/manifest.ts';

const OBJECTS = new URL('../../benchmarks/objects/', import.meta.url);
const STARTER = new URL('../../benchmarks/suites/starter/', import.meta.url);

test('starter asks for what its plan says; its pictures stay as they were drawn', async () => {
  const files: Record<string, string> = {};
  for (const path of await readdir(OBJECTS, { recursive: true }))
    if (path.endsWith('.svg')) files[path] = await readFile(new URL(path, OBJECTS), 'utf8');
  const planned = makeStarter(files);
  const bundled = readManifest(
    await readFile(new URL('manifest.json', STARTER), 'utf8'),
    await readFile(new URL('items.jsonl', STARTER), 'utf8'),
  );
  const asked = ({ suite }: typeof planned) =>
    [...suite.items.values()].map(({ id, prompt, category, metadata }) => ({ id, prompt, category, metadata })); // prettier-ignore
  expect(asked(bundled)).toEqual(asked(planned));
  expect(bundled.facts.version).toBe(planned.facts.version);
});
