/** The element pointed at, in the program, the picture or the anatomy: the others show it too. */
class Pointing {
  /** UTF-16 offset into the program; `null`: nothing is pointed at there. */
  offset = $state<number | null>(null);
  /** Span of the element pointed at outside the program, to be marked in it. */
  lines = $state.raw<{ start: number; end: number } | null>(null);

  /** A place in the program that the editor is asked to go to; a new object each time. */
  asked = $state.raw<{ offset: number } | null>(null);

  goTo(offset: number): void {
    this.asked = { offset };
  }

  fromProgram(offset: number | null): void {
    this.offset = offset;
    this.lines = null;
  }

  fromElsewhere(span: { start: number; end: number } | null): void {
    this.lines = span;
    this.offset = span?.start ?? null;
  }
}

export const pointing = new Pointing();
