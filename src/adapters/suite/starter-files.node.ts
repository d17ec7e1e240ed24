/** `starter` read from disk. */
import { readFile } from 'node:fs/promises';
import type { StarterFiles } from './open-starter.ts';

/** @param folder `benchmarks/suites/starter`, slash at the end */
export async function starterIn(folder: URL): Promise<StarterFiles> {
  const [manifest, items] = await Promise.all(
    ['manifest.json', 'items.jsonl'].map((name) => readFile(new URL(name, folder), 'utf8')),
  );
  return { manifest: manifest!, items: items! };
}
