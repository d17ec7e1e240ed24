/**
 * A mark outside a database that something is kept in it: it survives an eviction in browsers that
 * evict the two apart (cases.md D10). A courtesy: localStorage may be refused where IndexedDB is not,
 * and then nothing is told.
 */
export class KeptMark {
  readonly #key: string;

  /** @param key in localStorage */
  constructor(key: string) {
    this.#key = key;
  }

  get isSet(): boolean {
    return withLocalStorage((storage) => storage.getItem(this.#key) !== null) ?? false;
  }

  /** @returns whether it is set now and was not before: this is the first that is kept here */
  set(): boolean {
    const { isSet } = this;
    const set = (storage: Storage) => {
      storage.setItem(this.#key, 'kept');
      return !isSet;
    };
    return withLocalStorage(set) ?? false;
  }

  /** All of it was deleted by the person. */
  clear(): void {
    withLocalStorage((storage) => storage.removeItem(this.#key));
  }
}

/** @returns `null` where there is no such storage */
function withLocalStorage<T>(work: (storage: Storage) => T): T | null {
  try {
    return work(localStorage);
  } catch {
    return null;
  }
}
