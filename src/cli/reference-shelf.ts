/** References of a suite's items, drawn once each and kept while their samples pass by. */
import { createHash } from 'node:crypto';
import type { SuiteItem } from '../core/suite/suite.ts';
import { fitReference } from '../core/embedding/preprocess.ts';
import type { Renderer } from '../core/ports/renderer.ts';
import { LIMITS } from '../core/program/limits.ts';
import { prepareProgram } from '../core/program/prepare.ts';
import { Reference } from '../core/reference.ts';

/** Enough for samples of one item that stand together; a suite's thousands would fill the memory. */
const KEPT = 64;
const LARGEST_SIDE_PX = 2048;

export class ReferenceShelf {
  readonly #renderer: Renderer;
  readonly #kept = new Map<string, Promise<Reference | null>>();

  constructor(renderer: Renderer) {
    this.#renderer = renderer;
  }

  /** @throws Error naming the item whose reference cannot be drawn: the suite needs mending */
  of(item: SuiteItem): Promise<Reference | null> {
    if (item.referenceSvg === null) return Promise.resolve(null);
    const known = this.#kept.get(item.id);
    if (known !== undefined) return known;
    const drawn = this.#draw(item.id, item.referenceSvg);
    this.#kept.set(item.id, drawn);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return drawn;
  }

  async #draw(id: string, svg: string): Promise<Reference> {
    const { program } = prepareProgram(svg, 'mend');
    const raster = program.ok
      ? await this.#renderer.render({
          program: program.value,
          size: { kind: 'intrinsic', maxSidePx: LARGEST_SIDE_PX },
          background: 'white',
          limitMs: LIMITS.renderMs,
        })
      : program;
    if (!raster.ok)
      throw new Error(`The reference of item "${id}" cannot be drawn: ${raster.failure.detail}`);
    const sha256 = createHash('sha256').update(svg).digest('hex');
    return new Reference('svg', sha256, fitReference(raster.value));
  }
}
