/** What happens to runs, told to this tab and to the others. */
import type { SlotRow } from '../../core/run/slot-row.ts';

type Message = { kind: 'changed' } | { kind: 'row'; row: SlotRow };

export class RunNews {
  readonly #tabs = new BroadcastChannel('sgp:runs');
  readonly #changes = new Set<() => void>();
  readonly #rows = new Map<string, Set<(row: SlotRow) => void>>();

  constructor() {
    this.#tabs.onmessage = ({ data }: MessageEvent<Message>) => this.#tell(data);
  }

  onChange(listener: () => void): () => void {
    this.#changes.add(listener);
    return () => this.#changes.delete(listener);
  }

  onRow(runId: string, listener: (row: SlotRow) => void): () => void {
    const listeners = this.#rows.get(runId) ?? new Set();
    this.#rows.set(runId, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  changed(): void {
    this.#announce({ kind: 'changed' });
  }

  row(row: SlotRow): void {
    this.#announce({ kind: 'row', row });
  }

  close(): void {
    this.#tabs.close();
  }

  #announce(message: Message): void {
    this.#tabs.postMessage(message);
    this.#tell(message);
  }

  #tell(message: Message): void {
    if (message.kind === 'changed') for (const listener of this.#changes) listener();
    else for (const listener of this.#rows.get(message.row.runId) ?? []) listener(message.row);
  }
}
