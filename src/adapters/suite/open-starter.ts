/** The suite that comes with the app: no network, and the same items on the page and the command line. */
import { readManifest } from '../../core/suite/manifest.ts';
import type { SuiteReading } from '../../core/suite/read-suite.ts';

/** Both as they lie in `benchmarks/suites/starter`. */
export interface StarterFiles {
  manifest: string;
  items: string;
}

/** @throws Unreadable where the two do not belong together: the app was put together wrong */
export function openStarter({ manifest, items }: StarterFiles): SuiteReading {
  return madeHere(readManifest(manifest, items));
}

/** A reading in which nothing can have gone wrong, as the items were made here. */
export const madeHere = (suite: Pick<SuiteReading, 'suite' | 'facts'>): SuiteReading => ({
  ...suite,
  shape: 'sgp-suite',
  badRows: [],
  badCount: 0,
  duplicateIds: 0,
  repeatedIds: [],
  notices: [],
});
