/**
 * A history whose code comes with the first call: calls wait for it, and nothing is lost. Where it
 * does not come, calls fail as data, and the next one tries again.
 */
import type { SampleRecord } from '../../core/bench/record.ts';
import { failed, type Result } from '../../core/failure.ts';
import type {
  DrawSummary,
  HistoryImport,
  HistoryStore,
  StoreNotice,
} from '../../core/ports/history-store.ts';

export class DeferredHistory implements HistoryStore {
  readonly #open: () => Promise<HistoryStore>;
  readonly #listeners = new Set<() => void>();
  #opening: Promise<HistoryStore> | null = null;
  #opened: HistoryStore | null = null;
  #problem: string | null = null;

  constructor(open: () => Promise<HistoryStore>) {
    this.#open = open;
  }

  notices(): StoreNotice[] {
    if (this.#problem !== null) return [{ kind: 'memory', detail: this.#problem }];
    return this.#opened?.notices() ?? [];
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  put(record: SampleRecord): Promise<Result<void>> {
    return this.#with((store) => store.put(record));
  }

  draws(query: Parameters<HistoryStore['draws']>[0]): Promise<Result<DrawSummary[]>> {
    return this.#with((store) => store.draws(query));
  }

  samples(drawId: string): Promise<Result<{ records: SampleRecord[]; unreadable: number }>> {
    return this.#with((store) => store.samples(drawId));
  }

  remove(drawId: string): Promise<Result<SampleRecord[]>> {
    return this.#with((store) => store.remove(drawId));
  }

  clear(): Promise<Result<void>> {
    return this.#with((store) => store.clear());
  }

  /** @throws Error where the code did not come */
  async *export(): AsyncGenerator<string> {
    yield* (await this.#store()).export();
  }

  import(...wanted: Parameters<HistoryStore['import']>): Promise<Result<HistoryImport>> {
    return this.#with((store) => store.import(...wanted));
  }

  async usage(): ReturnType<HistoryStore['usage']> {
    const store = await this.#store().catch(() => null);
    return store === null ? null : store.usage();
  }

  async persist(): Promise<boolean> {
    const store = await this.#store().catch(() => null);
    return store !== null && store.persist();
  }

  close(): void {
    this.#opening?.then(
      (store) => store.close(),
      () => {
        // Nothing was opened.
      },
    );
  }

  async #with<T>(use: (store: HistoryStore) => Promise<Result<T>>): Promise<Result<T>> {
    let store: HistoryStore;
    try {
      store = await this.#store();
    } catch {
      return failed({ stage: 'store', kind: 'unavailable', detail: this.#problem ?? NOT_LOADED });
    }
    return use(store);
  }

  #store(): Promise<HistoryStore> {
    this.#opening ??= this.#openNow();
    return this.#opening;
  }

  async #openNow(): Promise<HistoryStore> {
    try {
      const store = await this.#open();
      this.#opened = store;
      this.#problem = null;
      store.subscribe(() => this.#tell());
      return store;
    } catch (error) {
      this.#opening = null;
      this.#problem = NOT_LOADED;
      throw error;
    } finally {
      this.#tell();
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const NOT_LOADED =
  'The history did not load, so what is drawn now is not kept. Reload the page once the network is back.';
