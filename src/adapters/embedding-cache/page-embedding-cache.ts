/** Kept vectors in the browser's database; where there is none, every look-up finds nothing. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { failed, success, type Result } from '../../core/failure.ts';
import type { EmbeddingCache } from '../../core/ports/embedding-cache.ts';
import { storeFailure } from '../store/store-failure.ts';

export const EMBEDDING_DATABASE = 'sgp-embeddings';
/** Some 400 MB of 512 numbers each; what goes beyond is begun anew. */
const MOST_ENTRIES = 200_000;
const BATCH = 200;

interface Schema extends DBSchema {
  vectors: { key: string; value: Uint8Array<ArrayBuffer> };
}

type Found = Uint8Array<ArrayBuffer> | null;

export class PageEmbeddingCache implements EmbeddingCache {
  readonly #database: Promise<IDBPDatabase<Schema> | null>;
  readonly #pending = new Map<string, Uint8Array<ArrayBuffer>>();
  #wanted: { key: string; give: (found: Found) => void }[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor() {
    this.#database = openCache();
  }

  /** Look-ups of one turn share a transaction: one each would cost more than what they save. */
  get(key: string): Promise<Found> {
    const pending = this.#pending.get(key);
    if (pending !== undefined) return Promise.resolve(pending);
    return new Promise((give) => {
      this.#wanted.push({ key, give });
      if (this.#wanted.length === 1) queueMicrotask(() => void this.#look());
    });
  }

  put(key: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.#pending.set(key, bytes);
    if (this.#pending.size >= BATCH) void this.flush();
  }

  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async clear(): Promise<Result<void>> {
    this.#pending.clear();
    try {
      await (await this.#database)?.clear('vectors');
      return success(undefined);
    } catch (error) {
      return failed(storeFailure(error));
    }
  }

  close(): void {
    void this.#database.then((database) => database?.close());
  }

  async #look(): Promise<void> {
    const database = await this.#database;
    const wanted = this.#wanted;
    this.#wanted = [];
    try {
      const store = database?.transaction('vectors').store;
      const found = await Promise.all(wanted.map(({ key }) => store?.get(key)));
      wanted.forEach(({ give }, index) => give(found[index] ?? null));
    } catch {
      // The database was closed by a newer tab, or lost: it is encoded again.
      for (const { give } of wanted) give(null);
    }
  }

  async #write(): Promise<void> {
    const database = await this.#database;
    const batch = [...this.#pending];
    if (batch.length === 0) return;
    try {
      const transaction = database?.transaction('vectors', 'readwrite', { durability: 'relaxed' });
      const puts = batch.map(([key, bytes]) => transaction?.store.put(bytes, key));
      await Promise.all([...puts, transaction?.done]);
    } catch {
      // A full disk costs time, not the run.
    }
    for (const [key] of batch) this.#pending.delete(key);
  }
}

async function openCache(): Promise<IDBPDatabase<Schema> | null> {
  try {
    const database = await openDB<Schema>(EMBEDDING_DATABASE, 1, {
      upgrade: (db) => void db.createObjectStore('vectors'),
      blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
    });
    if ((await database.count('vectors')) > MOST_ENTRIES) await database.clear('vectors');
    return database;
  } catch {
    return null;
  }
}
