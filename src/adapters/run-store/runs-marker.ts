/**
 * A mark outside the database that runs are kept: it survives an eviction in browsers that evict the
 * two apart (cases.md D10). A courtesy: where there is no such storage, nothing is told.
 */
const MARKER = 'sgp:runs';

/** @returns whether it was not there before: these are the first runs of this browser */
export function markRuns(): boolean {
  return (
    withLocalStorage((storage) => {
      const isFirst = storage.getItem(MARKER) === null;
      storage.setItem(MARKER, 'kept');
      return isFirst;
    }) ?? false
  );
}

/** All runs were deleted by the person. */
export const unmarkRuns = (): void | null =>
  withLocalStorage((storage) => storage.removeItem(MARKER));

export const runsAreMarked = (): boolean =>
  withLocalStorage((storage) => storage.getItem(MARKER) !== null) ?? false;

function withLocalStorage<T>(work: (storage: Storage) => T): T | null {
  try {
    return work(localStorage);
  } catch {
    return null;
  }
}
