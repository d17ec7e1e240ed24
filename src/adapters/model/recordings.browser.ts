/** The recordings as one chunk of the page; import this module lazily. */
import { readRecordingIndex } from './recording-index.ts';
import type { Recordings } from './replay.ts';

const ROOT = '../../../benchmarks/replay/';

const files = import.meta.glob<string>(
  ['../../../benchmarks/replay/index.json', '../../../benchmarks/replay/**/*.txt'],
  { query: '?raw', import: 'default', eager: true },
);

export function bundledRecordings(): Recordings {
  return {
    index: readRecordingIndex(files[`${ROOT}index.json`] ?? ''),
    read(file) {
      const text = files[ROOT + file];
      if (text === undefined) throw new Error(`The index names ${file}, which is not bundled.`);
      return Promise.resolve(text);
    },
  };
}
