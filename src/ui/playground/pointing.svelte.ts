/** The element pointed at, in the program, the picture or the anatomy: all three show it. */
import { createContext } from 'svelte';
import { anatomyOf, type Anatomy } from '../../core/program/anatomy.ts';
import type { ProgramReader } from '../../core/ports/program-reader.ts';
import { isLarge } from '../../core/program/read-aside.ts';
import type { Renderer } from '../../core/ports/renderer.ts';
import { AnatomyIndex } from '../parts/anatomy/anatomy-index.ts';
import { elementMasks } from '../parts/picture/element-masks.ts';
import type { DrawMask } from '../parts/picture/element-picker.ts';
import type { Bench } from '../state/bench.svelte.ts';
import { Latest } from '../state/latest.ts';

export class Pointing {
  readonly #bench: Bench;
  readonly #renderer: Renderer;
  readonly #programs: ProgramReader;
  readonly #readings = new Latest();
  /** Offset under the mouse or the caret in the program. */
  #offset = $state<number | null>(null);
  /** `index` of the element pointed at in the picture or the anatomy. */
  #element = $state<number | null>(null);
  /** A place that the editor is asked to go to; a new object each time. */
  asked = $state.raw<{ offset: number } | null>(null);

  /** Make it where a component begins: it has an effect. */
  constructor(bench: Bench, renderer: Renderer, programs: ProgramReader) {
    this.#bench = bench;
    this.#renderer = renderer;
    this.#programs = programs;
    $effect(() => {
      const source = this.#source;
      if (isLarge(source)) void this.#takeApart(source);
      else this.#large = null;
    });
  }

  // A program that is still coming changes too fast to be taken apart.
  readonly #source = $derived.by(() => (this.#isWhole() ? this.#bench.source : ''));
  /** Of a large program, which is taken apart in a worker: until then that of the text before it. */
  #large = $state.raw<{ source: string; anatomy: Anatomy } | null>(null);
  readonly #apart = $derived.by((): { source: string; anatomy: Anatomy } => {
    const source = this.#source;
    if (isLarge(source)) return this.#large ?? NOTHING;
    return { source, anatomy: anatomyOf(source) };
  });
  readonly anatomy: Anatomy = $derived(this.#apart.anatomy);
  readonly index: AnatomyIndex = $derived(new AnatomyIndex(this.anatomy));
  readonly drawMask: DrawMask<number> | null = $derived.by(() => {
    const { index } = this;
    const { source } = this.#apart;
    if (source === '') return null;
    const startOf = (at: number) => index.nodes[at]!.span.start;
    return elementMasks(source, startOf, this.#renderer, this.#programs);
  });
  /** `index` of the element to outline. */
  readonly pointed: number | null = $derived.by(() => {
    if (this.#element !== null) return this.index.nodes[this.#element] ? this.#element : null;
    return this.#offset === null ? null : this.index.pointedAt(this.#offset);
  });
  /** Lines to mark in the program, of an element pointed at outside it. */
  readonly lines: { start: number; end: number } | null = $derived.by(() => {
    if (this.#element === null) return null;
    return this.index.nodes[this.#element]?.span ?? null;
  });

  fromProgram(offset: number | null): void {
    this.#offset = offset;
    this.#element = null;
  }

  fromElsewhere(element: number | null): void {
    this.#element = element;
    // What the caret stands in would light up again when the pointer leaves the picture.
    this.#offset = null;
  }

  goToElement(element: number): void {
    const node = this.index.nodes[element];
    if (node !== undefined) this.goTo(node.span.start);
  }

  goTo(offset: number): void {
    this.asked = { offset };
  }

  async #takeApart(source: string): Promise<void> {
    const isLatest = this.#readings.begin();
    const anatomy = await this.#programs.anatomy(source);
    if (isLatest()) this.#large = { source, anatomy };
  }

  #isWhole(): boolean {
    return this.#bench.editing !== null || this.#bench.open?.phase === 'done';
  }
}

const NOTHING = { source: '', anatomy: anatomyOf('') };

export const [getPointing, setPointing] = createContext<Pointing>();
