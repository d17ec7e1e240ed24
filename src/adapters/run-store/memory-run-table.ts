/** Runs in memory, for browsers that give no storage: everything works until the tab closes. */
import type { SampleRecord } from '../../core/bench/record.ts';
import type { KeptReports } from '../../core/ports/run-library.ts';
import type { RunCard } from '../../core/run/run-card.ts';
import { rowOf, type SlotRow, type SlotState } from '../../core/run/slot-row.ts';
import type { RunTable, SlotName } from './run-table.ts';

export class MemoryRunTable implements RunTable {
  readonly #cards = new Map<string, RunCard>();
  readonly #records = new Map<string, Map<string, SampleRecord>>();

  async cards(): Promise<RunCard[]> {
    return structuredClone([...this.#cards.values()]);
  }

  async putCard(card: RunCard): Promise<void> {
    this.#cards.set(card.runId, structuredClone(card));
  }

  async put(records: readonly SampleRecord[]): Promise<void> {
    for (const record of records) {
      const { runId, slotId } = record.run!;
      const run = this.#records.get(runId) ?? new Map<string, SampleRecord>();
      this.#records.set(runId, run.set(slotId, structuredClone(record)));
    }
  }

  async rowsAfter(runId: string, slotId: string | null, limit: number): Promise<SlotRow[]> {
    return this.#after(runId, slotId, limit).map(rowOf);
  }

  async counts(runId: string): Promise<Record<SlotState, number>> {
    const counts = { done: 0, answered: 0, failed: 0 };
    for (const record of this.#records.get(runId)?.values() ?? []) counts[rowOf(record).state]++;
    return counts;
  }

  async recordsAfter(runId: string, slotId: string | null, limit: number): Promise<unknown[]> {
    return structuredClone(this.#after(runId, slotId, limit));
  }

  async get(runId: string, slotId: string): Promise<unknown> {
    return structuredClone(this.#records.get(runId)?.get(slotId));
  }

  getEach(names: readonly SlotName[]): Promise<unknown[]> {
    return Promise.all(names.map(({ runId, slotId }) => this.get(runId, slotId)));
  }

  async runIds(): Promise<string[]> {
    return [...this.#records.keys()];
  }

  /** None: a reload, which they would shorten, leaves nothing here. */
  async reports(): Promise<KeptReports> {
    return { state: '', byQuestion: new Map() };
  }

  async putReport(): Promise<void> {}

  async remove(runId: string): Promise<void> {
    this.#cards.delete(runId);
    this.#records.delete(runId);
  }

  close(): void {
    this.#cards.clear();
    this.#records.clear();
  }

  #after(runId: string, slotId: string | null, limit: number): SampleRecord[] {
    const run = this.#records.get(runId) ?? new Map<string, SampleRecord>();
    const names = [...run.keys()].filter((name) => slotId === null || name > slotId).sort();
    return names.slice(0, limit).map((name) => run.get(name)!);
  }
}
