/** Draws streaming programs a few times a second: the last prefix that can be mended. Never scored. */
import type { DrawRun } from './draw-run.svelte.ts';
import type { SampleSlot } from './sample-slot.svelte.ts';
import type { ScreenDrawing } from './screen-drawing.ts';

const PREVIEW_MS = 250;
/** Twice a second for those who want less motion. */
const CALM_PREVIEW_MS = 500;

export class StreamPreview {
  readonly #drawing: ScreenDrawing;
  readonly #sidePx: number;
  readonly #drawn = new WeakMap<SampleSlot, string>();

  constructor(drawing: ScreenDrawing, sidePx: number) {
    this.#drawing = drawing;
    this.#sidePx = sidePx;
  }

  /** Until the run ends. */
  async follow(run: DrawRun): Promise<void> {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    while (run.running) {
      await Promise.all(run.slots.map((slot) => this.#drawPrefix(slot)));
      await new Promise((resolve) => setTimeout(resolve, calm ? CALM_PREVIEW_MS : PREVIEW_MS));
    }
    for (const slot of run.slots) if (slot.phase === 'done') await this.#drawFinal(slot);
  }

  async #drawPrefix(slot: SampleSlot): Promise<void> {
    if (slot.phase === 'done') return this.#drawFinal(slot);
    if (slot.phase !== 'running' || slot.source === this.#drawn.get(slot)) return;
    const { source } = slot;
    this.#drawn.set(slot, source);
    const drawn = await this.#drawing.drawOnce(source, this.#sidePx);
    if (drawn.ok && slot.phase === 'running') slot.picture = drawn.value;
  }

  async #drawFinal(slot: SampleSlot): Promise<void> {
    const { record } = slot;
    if (record === null || this.#drawn.get(slot) === record.id) return;
    this.#drawn.set(slot, record.id);
    const source = record.mendedSource ?? record.extraction.source;
    if (source === null || record.failure !== null) return void (slot.picture = null);
    const drawn = await this.#drawing.draw(source, this.#sidePx);
    slot.picture = drawn.ok ? drawn.value : null;
  }
}
