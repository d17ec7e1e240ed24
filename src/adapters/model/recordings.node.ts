/** The recordings read from disk. */
import { readFile } from 'node:fs/promises';
import { readRecordingIndex } from './recording-index.ts';
import type { Recordings } from './replay.ts';

/** @param folder `benchmarks/replay`, slash at the end */
export async function recordingsIn(folder: URL): Promise<Recordings> {
  const source = await readFile(new URL('index.json', folder), 'utf8');
  return {
    index: readRecordingIndex(source),
    read: (file) => readFile(new URL(file, folder), 'utf8'),
  };
}
