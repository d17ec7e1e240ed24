/** `starter` as one chunk of the page; import this module lazily. */
import type { StarterFiles } from './open-starter.ts';

const ROOT = '../../../benchmarks/suites/starter/';

const files = import.meta.glob<string>(
  [
    '../../../benchmarks/suites/starter/manifest.json',
    '../../../benchmarks/suites/starter/items.jsonl',
  ],
  { query: '?raw', import: 'default', eager: true },
);

export const starterFiles: StarterFiles = {
  manifest: files[`${ROOT}manifest.json`] ?? '',
  items: files[`${ROOT}items.jsonl`] ?? '',
};
