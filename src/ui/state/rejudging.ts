/** Judging answers again: after a new encoder, reference or weights, or when a draw is reopened. */
import type { SampleRecord } from '../../core/bench/record.ts';
import { encoderKey } from '../../core/embedding/encoder-card.ts';
import { isUnscored } from '../../core/bench/sample-record.ts';
import type { DrawRun } from './draw-run.svelte.ts';
import type { Encoding } from './encoding.svelte.ts';
import type { Judge } from './judge.ts';
import type { RecordKeeper } from './record-keeper.ts';
import type { SampleSlot } from './sample-slot.svelte.ts';

export interface RejudgingParts {
  judge: Judge;
  keeper: RecordKeeper;
  encoding: Encoding;
  /** The draw on screen: what is judged for another one is dropped. */
  run(): DrawRun | null;
}

export class Rejudging {
  readonly #parts: RejudgingParts;
  #filling: Promise<boolean> | null = null;

  constructor(parts: RejudgingParts) {
    this.#parts = parts;
  }

  /** One by one, each kept before the next. Embeddings that still hold are used again. */
  async again(slots: readonly SampleSlot[]): Promise<void> {
    const { judge, keeper } = this.#parts;
    const run = this.#parts.run();
    for (const slot of slots) {
      if (slot.record === null) continue;
      const { record, evaluation } = await judge.again(slot.record, slot.evaluation);
      if (run !== this.#parts.run()) return;
      slot.finish(record, evaluation);
      await keeper.put(record);
    }
  }

  /**
   * Scores what encoders that came meanwhile have not scored; those that did are not asked again.
   * @param asked by the person: also for draws of the history, which else stay as they were kept
   * @returns whether anything was scored
   */
  fillIn(asked: boolean): Promise<boolean> {
    this.#filling ??= this.#fillAll(asked).finally(() => (this.#filling = null));
    return this.#filling;
  }

  /** Embeddings are not kept: a sample from the history gets them when it is opened. */
  async embed(slot: SampleSlot): Promise<void> {
    const { record } = slot;
    const source = record?.extraction.source;
    if (slot.evaluation !== null || source == null || record!.failure !== null) return;
    const evaluation = await this.#parts.judge.evaluate(
      source,
      record!.prompt,
      record!.extraction.rule,
    );
    slot.evaluation ??= evaluation;
  }

  /**
   * Of a draw that is opened again: scores answers whose page was closed before it did, and embeds
   * the others one by one, since how much they differ is said of all of them.
   * @returns those that were scored only now
   */
  async reopen(slots: readonly SampleSlot[], open: SampleSlot | null): Promise<SampleSlot[]> {
    const run = this.#parts.run();
    const unscored = slots.filter(({ record }) => record !== null && isUnscored(record));
    await this.again(unscored);
    for (const slot of slots) {
      if (run !== this.#parts.run()) break;
      if (slot !== open) await this.embed(slot);
    }
    return unscored;
  }

  /** Another encoder may come while the first is at work; none is tried twice. */
  async #fillAll(asked: boolean): Promise<boolean> {
    const tried = new Set<string>();
    for (;;) {
      const here = this.#parts.encoding.openable.map(({ card, precision }) =>
        encoderKey(card, precision),
      );
      const fresh = here.filter((key) => !tried.has(key));
      const lacking = (this.#parts.run()?.slots ?? []).filter((slot) =>
        asked ? lacks(slot, fresh) : lacks(slot, fresh) && keepsAll(slot, here),
      );
      if (lacking.length === 0) return tried.size > 0;
      for (const key of fresh) tried.add(key);
      await this.again(lacking);
    }
  }
}

function lacks({ record }: SampleSlot, encoders: readonly string[]): boolean {
  if (record === null || record.failure !== null) return false;
  const scored = encodersOf(record);
  return encoders.some((key) => !scored.has(key));
}

/** Judging anew must not lose a number that only an encoder gave that is not here now. */
function keepsAll({ record, startedMs }: SampleSlot, here: readonly string[]): boolean {
  const askedHere = startedMs !== null;
  return askedHere && [...encodersOf(record!)].every((key) => here.includes(key));
}

const encodersOf = (record: SampleRecord): Set<string> =>
  new Set(
    record.scores.flatMap(({ metric, encoderId }) =>
      encoderId !== null && (metric === 'text-image' || metric === 'image-image')
        ? [encoderId]
        : [],
    ),
  );
