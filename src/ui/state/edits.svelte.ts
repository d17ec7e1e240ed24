/** The edits of the samples on the bench, one for each record that a person has changed. */
import { SvelteMap } from 'svelte/reactivity';
import type { SampleRecord } from '../../core/bench/record.ts';
import type { Evaluation } from '../../core/evaluate.ts';
import type { ProgramReader } from '../../core/ports/program-reader.ts';
import { Editing } from './editing.svelte.ts';
import type { Judge } from './judge.ts';
import { nowIso } from './now.ts';
import { isOwnProgram } from './own-program.ts';
import type { RecordKeeper } from './record-keeper.ts';
import type { SampleSlot } from './sample-slot.svelte.ts';
import type { ScreenDrawing } from './screen-drawing.ts';
import { drawSlot, STAGE_PX } from './slot-picture.ts';

export interface EditsParts {
  drawing: ScreenDrawing;
  programs: ProgramReader;
  judge: Judge;
  keeper: RecordKeeper;
  /** Of the draw on screen. */
  slots(): readonly SampleSlot[];
}

export class Edits {
  readonly #editings = new SvelteMap<string, Editing>();
  readonly #parts: EditsParts;

  constructor(parts: EditsParts) {
    this.#parts = parts;
  }

  of(record: SampleRecord | null | undefined): Editing | null {
    return record == null ? null : (this.#editings.get(record.id) ?? null);
  }

  change(record: SampleRecord, source: string): void {
    let editing = this.#editings.get(record.id);
    if (editing === undefined) {
      if (source === record.extraction.source) return;
      editing = this.#start(record);
    }
    if (source !== editing.source) editing.change(source);
  }

  /** Takes up again what an earlier visit left. */
  resume(record: SampleRecord): void {
    if (record.edited !== null && !this.#editings.has(record.id))
      this.change(record, record.edited.source);
  }

  /** Back to the program as sent. */
  discard(record: SampleRecord): void {
    this.#drop(record.id);
    this.#update(record.id, (current) => ({ ...current, edited: null }));
  }

  #start(record: SampleRecord): Editing {
    const { drawing, programs, judge } = this.#parts;
    const editing = new Editing({
      drawing,
      programs,
      sidePx: STAGE_PX,
      draftSidePx: STAGE_PX / 2,
      evaluate: (source, signal) =>
        judge.evaluate(source, record.prompt, record.extraction.rule, { signal }),
      settled: (source, evaluation) => this.#settle(record, source, evaluation),
    });
    this.#editings.set(record.id, editing);
    return editing;
  }

  /** An own program has nothing "as sent" to go back to: its record follows the edit. */
  #settle(record: SampleRecord, source: string, evaluation: Evaluation): void {
    if (!isOwnProgram(record)) {
      const changed = source !== record.extraction.source;
      const edited = changed ? { source, at: nowIso() } : null;
      return this.#update(record.id, (current) => ({ ...current, edited }));
    }
    const fresh = this.#parts.judge.ownRecord(source, evaluation, record);
    const slot = this.#slotOf(record.id);
    slot?.finish(fresh, evaluation);
    if (slot !== undefined) void drawSlot(this.#parts.drawing, slot);
    this.#drop(record.id);
    void this.#parts.keeper.put(fresh);
  }

  #drop(id: string): void {
    this.#editings.get(id)?.dispose();
    this.#editings.delete(id);
  }

  #update(id: string, change: (record: SampleRecord) => SampleRecord): void {
    const slot = this.#slotOf(id);
    if (slot?.record == null) return;
    slot.record = change(slot.record);
    void this.#parts.keeper.put(slot.record);
  }

  #slotOf(id: string): SampleSlot | undefined {
    return this.#parts.slots().find(({ record }) => record?.id === id);
  }
}
