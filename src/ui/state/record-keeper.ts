/** Puts records into the history; says so where one could not be kept. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { HistoryStore } from '../../core/ports/history-store.ts';
import type { Notices } from './notices.svelte.ts';

export class RecordKeeper {
  readonly #history: Pick<HistoryStore, 'put'>;
  readonly #notices: Pick<Notices, 'fault'>;

  constructor(history: Pick<HistoryStore, 'put'>, notices: Pick<Notices, 'fault'>) {
    this.#history = history;
    this.#notices = notices;
  }

  async put(record: SampleRecord): Promise<void> {
    const kept = await this.#history.put(record);
    if (!kept.ok) this.#notices.fault(kept.failure.detail);
  }

  /** What the store has against it is said when the scored record meets it too. */
  async putUnscored(record: SampleRecord): Promise<void> {
    await this.#history.put(record);
  }
}
