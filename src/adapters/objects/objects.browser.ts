/** The object library as one chunk of the page; import this module lazily. */

/** A path that ends in `fire-hydrant/flat.svg` to its source. */
export const objectFiles: Readonly<Record<string, string>> = import.meta.glob<string>(
  '../../../benchmarks/objects/*/*.svg',
  { query: '?raw', import: 'default', eager: true },
);
