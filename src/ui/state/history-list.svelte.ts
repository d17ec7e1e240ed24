/** The history pane: pages of draws, newest first, searched as the person types; empty until `refresh`. */
import type { Failure } from '../../core/failure.ts';
import type { DrawSummary, HistoryStore } from '../../core/ports/history-store.ts';
import { Latest } from './latest.ts';
import { UNDO, type Notices } from './notices.svelte.ts';

const PAGE = 40;

export class HistoryList {
  #search = $state('');
  draws = $state.raw<readonly DrawSummary[]>([]);
  loading = $state(true);
  failure = $state.raw<Failure | null>(null);
  /** Whether older draws are left to load. */
  more = $state(false);

  readonly #store: HistoryStore;
  readonly #notices: Notices;
  readonly #reads = new Latest();
  #queued = false;

  constructor(store: HistoryStore, notices: Notices) {
    this.#store = store;
    this.#notices = notices;
    store.subscribe(() => this.#refreshSoon());
  }

  get search(): string {
    return this.#search;
  }

  find(text: string): void {
    this.#search = text;
    this.#refreshSoon();
  }

  async refresh(): Promise<void> {
    const isLatest = this.#reads.begin();
    const limit = Math.max(PAGE, this.draws.length);
    const found = await this.#store.draws({ text: this.#search, limit });
    if (!isLatest()) return;
    this.loading = false;
    this.failure = found.ok ? null : found.failure;
    if (!found.ok) return;
    this.draws = found.value;
    this.more = found.value.length === limit;
  }

  async loadMore(): Promise<void> {
    const last = this.draws.at(-1);
    if (last === undefined) return;
    const isLatest = this.#reads.begin();
    const query = { text: this.#search, limit: PAGE, before: last.createdAt };
    const found = await this.#store.draws(query);
    if (!isLatest() || !found.ok) return;
    this.draws = [...this.draws, ...found.value];
    this.more = found.value.length === PAGE;
  }

  /** Deletes at once and offers to bring it back: undo replaces "are you sure". */
  async remove(draw: DrawSummary): Promise<void> {
    const removed = await this.#store.remove(draw.drawId);
    if (!removed.ok) return this.#notices.fault(removed.failure.detail);
    const count = removed.value.length;
    this.#notices.tell(`${count} ${count === 1 ? 'sample' : 'samples'} deleted`, {
      label: UNDO,
      run: () => void Promise.all(removed.value.map((record) => this.#store.put(record))),
    });
  }

  /** Several changes in a row, as an undo makes, are one reading. */
  #refreshSoon(): void {
    if (this.#queued) return;
    this.#queued = true;
    setTimeout(() => {
      this.#queued = false;
      void this.refresh();
    }, 60);
  }
}
