/**
 * Outlines of the elements of one program, as a pointer wanders over them: one drawing at a time,
 * and only of the element wanted last. What was drawn once is remembered.
 */
import type { Raster } from '../../../core/raster/raster.ts';
import { outlineOf, type Outline } from './outline.ts';

export class OutlineReader<Id> {
  readonly #drawMask: (id: Id) => Promise<Raster | null>;
  readonly #show: (outline: Outline | null) => void;
  readonly #known = new Map<Id, Outline | null>();
  #wanted: Id | null = null;
  #busy = false;

  /** @param show called with the outline of what is wanted now, `null` while there is none */
  constructor(
    drawMask: (id: Id) => Promise<Raster | null>,
    show: (outline: Outline | null) => void,
  ) {
    this.#drawMask = drawMask;
    this.#show = show;
  }

  want(id: Id | null): void {
    this.#wanted = id;
    const known = id === null ? null : this.#known.get(id);
    // An outline of another element would lie; the last one goes at once.
    this.#show(known ?? null);
    if (known === undefined && !this.#busy) void this.#read();
  }

  async #read(): Promise<void> {
    this.#busy = true;
    try {
      while (this.#wanted !== null && !this.#known.has(this.#wanted)) {
        const id = this.#wanted;
        const mask = await this.#drawMask(id);
        const outline = mask && outlineOf(mask);
        this.#known.set(id, outline);
        if (this.#wanted === id) this.#show(outline);
      }
    } finally {
      this.#busy = false;
    }
  }
}
