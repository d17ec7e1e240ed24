/** A history whose code comes after the first paint: calls wait for it, and nothing is lost. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { Result } from '../../core/failure.ts';
import type {
  DrawSummary,
  HistoryStore,
  ImportReport,
  StoreNotice,
} from '../../core/ports/history-store.ts';

export class DeferredHistory implements HistoryStore {
  readonly #store: Promise<HistoryStore>;
  readonly #listeners = new Set<() => void>();
  #opened: HistoryStore | null = null;

  constructor(open: () => Promise<HistoryStore>) {
    this.#store = open();
    void this.#store.then((store) => {
      this.#opened = store;
      store.subscribe(() => this.#tell());
      this.#tell();
    });
  }

  notices(): StoreNotice[] {
    return this.#opened?.notices() ?? [];
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async put(record: SampleRecord): Promise<Result<void>> {
    return (await this.#store).put(record);
  }

  async draws(query: Parameters<HistoryStore['draws']>[0]): Promise<Result<DrawSummary[]>> {
    return (await this.#store).draws(query);
  }

  async samples(drawId: string): Promise<Result<{ records: SampleRecord[]; unreadable: number }>> {
    return (await this.#store).samples(drawId);
  }

  async remove(drawId: string): Promise<Result<SampleRecord[]>> {
    return (await this.#store).remove(drawId);
  }

  async clear(): Promise<Result<void>> {
    return (await this.#store).clear();
  }

  async *export(): AsyncGenerator<string> {
    yield* (await this.#store).export();
  }

  async import(lines: AsyncIterable<string>, signal?: AbortSignal): Promise<Result<ImportReport>> {
    return (await this.#store).import(lines, signal);
  }

  async usage(): ReturnType<HistoryStore['usage']> {
    return (await this.#store).usage();
  }

  async persist(): Promise<boolean> {
    return (await this.#store).persist();
  }

  close(): void {
    void this.#store.then((store) => store.close());
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
