/** Suites of runs in the browser's database, as manifests: what comes back is checked by its hash. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { failed, success, type Result } from '../../core/failure.ts';
import type { KeptSuite, SuiteStore } from '../../core/ports/suite-store.ts';
import { manifestText, readManifest } from '../../core/suite/manifest.ts';
import type { SuiteFacts } from '../../core/suite/suite-facts.ts';
import { Unreadable } from '../../core/suite/unreadable.ts';
import { storeFailure } from '../store/store-failure.ts';

export const SUITE_DATABASE = 'sgp-suites';

interface Row {
  sha256: string;
  facts: SuiteFacts;
  manifest: string;
}

interface Schema extends DBSchema {
  suites: { key: string; value: Row };
  /** Apart from the manifests, which are megabytes. */
  facts: { key: string; value: SuiteFacts };
}

export class PageSuiteStore implements SuiteStore {
  #database: Promise<IDBPDatabase<Schema>> | null = null;
  /** Where the browser keeps nothing: for as long as the tab lives. */
  readonly #inMemory = new Map<string, KeptSuite>();

  async keep({ suite, facts }: KeptSuite): Promise<Result<void>> {
    this.#inMemory.set(suite.sha256, { suite, facts });
    try {
      const database = await this.#open();
      if ((await database.getKey('suites', suite.sha256)) !== undefined) return success(undefined);
      const transaction = database.transaction(['suites', 'facts'], 'readwrite');
      const row = { sha256: suite.sha256, facts, manifest: manifestText(suite, facts) };
      await Promise.all([
        transaction.objectStore('suites').put(row),
        transaction.objectStore('facts').put(facts, suite.sha256),
        transaction.done,
      ]);
      return success(undefined);
    } catch (error) {
      return failed(storeFailure(error));
    }
  }

  async find(sha256: string): Promise<Result<KeptSuite | null>> {
    const known = this.#inMemory.get(sha256);
    if (known !== undefined) return success(known);
    try {
      const row = await (await this.#open()).get('suites', sha256);
      if (row === undefined) return success(null);
      const kept = readManifest(row.manifest, null);
      this.#inMemory.set(sha256, kept);
      return success(kept);
    } catch (error) {
      if (error instanceof Unreadable)
        return failed({ stage: 'store', kind: 'unreadable', detail: error.message });
      return failed(storeFailure(error));
    }
  }

  async facts(sha256: string): Promise<SuiteFacts | null> {
    const known = this.#inMemory.get(sha256);
    if (known !== undefined) return known.facts;
    try {
      return (await (await this.#open()).get('facts', sha256)) ?? null;
    } catch {
      // Said when the suite itself is asked for; a title is not worth a message.
      return null;
    }
  }

  async clear(): Promise<Result<void>> {
    this.#inMemory.clear();
    try {
      const transaction = (await this.#open()).transaction(['suites', 'facts'], 'readwrite');
      await Promise.all([
        transaction.objectStore('suites').clear(),
        transaction.objectStore('facts').clear(),
        transaction.done,
      ]);
      return success(undefined);
    } catch (error) {
      return failed(storeFailure(error));
    }
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#database ??= openDB<Schema>(SUITE_DATABASE, 1, {
      upgrade(database) {
        database.createObjectStore('suites', { keyPath: 'sha256' });
        database.createObjectStore('facts');
      },
      blocking: (_current, _wanted, event) => {
        (event.target as IDBDatabase).close();
        this.#database = null;
      },
      terminated: () => (this.#database = null),
    });
    // A failed opening must not stand in the way of the next try.
    this.#database.catch(() => (this.#database = null));
    return this.#database;
  }
}
