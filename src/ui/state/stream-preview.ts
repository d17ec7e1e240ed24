/** Draws streaming programs a few times a second: the last prefix that can be mended. Never scored. */
import type { DrawRun } from './draw-run.svelte.ts';
import type { SampleSlot } from './sample-slot.svelte.ts';
import type { ScreenDrawing } from './screen-drawing.ts';

const PREVIEW_MS = 200;
/** Twice a second for those who want less motion. */
const CALM_PREVIEW_MS = 500;
/** The open one is large on screen, the others are tiles. */
const OPEN_PX = 512;
const TILE_PX = 184;

export interface PreviewParts {
  drawing: ScreenDrawing;
  isOpen(slot: SampleSlot): boolean;
  /** Draws the picture of an ended sample. */
  finish(slot: SampleSlot): Promise<void>;
}

export class StreamPreview {
  readonly #parts: PreviewParts;
  readonly #drawn = new WeakMap<SampleSlot, string>();

  constructor(parts: PreviewParts) {
    this.#parts = parts;
  }

  /** Until every sample of the run has ended and is drawn. */
  async follow(run: DrawRun): Promise<void> {
    await Promise.all(run.slots.map((slot) => this.#followSlot(slot)));
  }

  async #followSlot(slot: SampleSlot): Promise<void> {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    while (slot.phase === 'queued' || slot.phase === 'running') {
      await this.#drawPrefix(slot);
      await new Promise((resolve) => setTimeout(resolve, calm ? CALM_PREVIEW_MS : PREVIEW_MS));
    }
    if (slot.phase === 'done') await this.#parts.finish(slot);
  }

  async #drawPrefix(slot: SampleSlot): Promise<void> {
    const { source } = slot;
    if (source === '' || source === this.#drawn.get(slot)) return;
    this.#drawn.set(slot, source);
    const sidePx = this.#parts.isOpen(slot) ? OPEN_PX : TILE_PX;
    const drawn = await this.#parts.drawing.drawOnce(source, sidePx);
    if (drawn.ok && slot.phase === 'running') slot.picture = drawn.value;
  }
}
