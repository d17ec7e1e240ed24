/**
 * Finds the element under the pointer. The renderer can't say, so each element is drawn alone, small
 * and once, topmost first; until all are done, places that only lower elements paint give `null`.
 */
import type { Raster } from '../../../core/raster/raster.ts';
import { claim, emptyPickMap, pickAt } from './pick-map.ts';

/**
 * Draws one element alone on a transparent background, fitted into a square of `sidePx`
 * (`DrawSize` `fit`). `null`: it can't be drawn. It takes no signal: to abort a drawing is to end
 * its worker, which costs more than a drawing. A new function for each program, since masks are
 * kept as long as the function stays the same.
 */
export type DrawMask<Id> = (id: Id, sidePx: number) => Promise<Raster | null>;

/** Fine enough for the eye of a bird in a scene; about a millisecond an element. */
const SIDE_PX = 192;
/** Each costs a parse and a drawing: a program with more is picked among its topmost. */
const MOST_ELEMENTS = 400;

export class ElementPicker<Id> {
  readonly #elements: readonly Id[];
  readonly #drawMask: DrawMask<Id>;
  readonly #map = emptyPickMap(SIDE_PX);
  #stopped = false;
  #started = false;

  /** @param elements in paint order, last on top */
  constructor(elements: readonly Id[], drawMask: DrawMask<Id>) {
    this.#elements = elements;
    this.#drawMask = drawMask;
  }

  /** Begins to draw the masks, one at a time so that an edit's picture never waits for long. */
  start(progressed: () => void): void {
    if (this.#started) return;
    this.#started = true;
    void this.#draw(progressed);
  }

  /** @param x,y 0..1 across the fitted square */
  at(x: number, y: number): Id | null {
    const index = pickAt(this.#map, x, y);
    return index === null ? null : this.#elements[index]!;
  }

  /** For another program: nothing more is drawn. */
  stop(): void {
    this.#stopped = true;
  }

  async #draw(progressed: () => void): Promise<void> {
    const last = Math.max(0, this.#elements.length - MOST_ELEMENTS);
    for (let index = this.#elements.length - 1; index >= last; index--) {
      const mask = await this.#drawMask(this.#elements[index]!, SIDE_PX);
      if (this.#stopped) return;
      if (!mask) continue;
      claim(this.#map, index, mask);
      progressed();
    }
  }
}
